package io.rollcall.replay.explain;

import io.rollcall.replay.incident.WhatIf;
import java.time.Instant;

/**
 * One absence of one image, as it was and as it would have been; all times are the evidence's, 0 where it did not happen.
 *
 * <p>Hindsight says which status was wrong. An absence that ended by itself was no loss: as long as the image said
 * {@code ImageLost}, which is to say "recreate it", it was wrong. One that lasted was one: as long as it still said
 * {@code Ready} it was wrong.
 */
final class Episode {
    private static final double MINUTE = 60_000;

    private final long since;
    long wasLost;
    long wasRecovered;
    long wouldLost;
    long wouldRecovered;
    boolean ended;
    /** Why the record cannot say what would have been; null where it can. */
    String unknown;

    long unknownAt;

    Episode(long since) {
        this.since = since;
    }

    boolean differs() {
        return wasLost != wouldLost || wasRecovered != wouldRecovered;
    }

    /** A question only where something happened that might not have. */
    boolean isUnknown() {
        return unknown != null && wasLost > 0 && wouldLost == 0;
    }

    long at() {
        return wasLost > 0 ? wasLost : wouldLost;
    }

    /** @return minutes of wrong status that there would not have been; negative where there would have been more */
    double saved(long from, long to) {
        return (double) (wrong(wasLost, wasRecovered, from, to) - wrong(wouldLost, wouldRecovered, from, to)) / MINUTE;
    }

    private long wrong(long lost, long recovered, long from, long to) {
        if (ended) {
            return lost == 0 ? 0 : (recovered == 0 ? to : recovered) - lost;
        }
        return (lost == 0 ? to : lost) - Math.max(from, since);
    }

    WhatIf.Changed changed(String image, long from, long to) {
        return new WhatIf.Changed(
                image,
                Instant.ofEpochMilli(at()),
                told(wasLost, wasRecovered, ""),
                told(wouldLost, wouldRecovered, wasLost > 0 && wouldLost > wasLost ? " at the latest" : ""),
                Math.round(saved(from, to) * 1_000) / 1_000.0);
    }

    private static String told(long lost, long recovered, String bound) {
        if (lost == 0) {
            return "not lost";
        }
        return "lost at " + Words.clock(lost) + bound
                + (recovered == 0 ? ", not recovered" : ", recovered at " + Words.clock(recovered));
    }
}
