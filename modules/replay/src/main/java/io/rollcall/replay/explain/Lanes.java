package io.rollcall.replay.explain;

import io.rollcall.replay.incident.Lane;
import io.rollcall.replay.incident.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One image's phases over the window. */
final class Lanes {
    /** An image that flips more often than this is told as far as that. */
    private static final int MOST = 200;

    private final long from;
    private final long to;
    private final List<Lane> closed = new ArrayList<>(0);
    private Phase phase = Phase.UNKNOWN;
    private long since;

    Lanes(Instant from, Instant to) {
        this.from = from.toEpochMilli();
        this.to = to.toEpochMilli();
        this.since = this.from;
    }

    Phase phase() {
        return phase;
    }

    /** @return whether it was another one before */
    boolean turn(long at, Phase next) {
        if (next == phase) {
            return false;
        }
        long now = Math.max(since, Math.min(to, at));
        if (closed.size() < MOST) {
            close(now);
            since = now;
            phase = closed.size() < MOST ? next : Phase.UNKNOWN;
        }
        return true;
    }

    private void close(long end) {
        if (end > since) {
            closed.add(new Lane(Instant.ofEpochMilli(since), Instant.ofEpochMilli(end), phase));
        }
    }

    /** From end to end. */
    List<Lane> all() {
        List<Lane> all = new ArrayList<>(closed);
        if (to > since) {
            all.add(new Lane(Instant.ofEpochMilli(since), Instant.ofEpochMilli(to), phase));
        }
        return all;
    }

    static long millis(List<Lane> lanes, Phase phase) {
        return lanes.stream()
                .filter(lane -> lane.phase() == phase)
                .mapToLong(lane -> lane.to().toEpochMilli() - lane.from().toEpochMilli())
                .sum();
    }
}
