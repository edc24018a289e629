package io.rollcall.replay.incident;

import java.time.Instant;

/**
 * How far back the record goes.
 *
 * @param earliest the first moment from which all of it is there; null where that is before the window
 * @param sentence what is missing for that; null where nothing is
 */
public record Reach(Instant earliest, String sentence) {
    /** All that was asked for is there. */
    public static final Reach WHOLE = new Reach(null, null);
}
