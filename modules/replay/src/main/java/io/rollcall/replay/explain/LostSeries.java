package io.rollcall.replay.explain;

import io.rollcall.replay.incident.LostCount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How many images were lost, over time; some two thousand points at most. */
final class LostSeries {
    private static final int POINTS = 2_000;

    private final long from;
    private final long to;
    private final long step;
    private final List<LostCount> points = new ArrayList<>();
    private long lost;
    private long at;

    LostSeries(Instant from, Instant to) {
        this.from = from.toEpochMilli();
        this.to = to.toEpochMilli();
        this.step = Math.max(1, (this.to - this.from) / POINTS);
        this.at = this.from;
    }

    /** Before the window begins. */
    void begin(int change) {
        lost += change;
    }

    void change(long time, int change) {
        long now = Math.max(at, Math.min(to, time));
        if (now - at >= step || points.isEmpty()) {
            point();
            at = now;
        }
        lost += change;
    }

    private void point() {
        if (points.isEmpty() || points.get(points.size() - 1).lost() != lost) {
            points.add(new LostCount(Instant.ofEpochMilli(points.isEmpty() ? from : at), lost));
        }
    }

    long now() {
        return lost;
    }

    List<LostCount> all() {
        point();
        return List.copyOf(points);
    }
}
