package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How fast the API server may be asked: a budget over all replicas, of which ours is the share of the partitions that we own,
 * and a pause where the server asks for one. Work begins only within the budget, and what has begun is not held up: what it
 * sends beyond it is paid back before the next begins. So over any time w at most {@code share · rate · (w + 1 s)} requests are
 * sent, and what the work under way still sends. Safe for use by several threads.
 */
final class Pace {
    /** A server that asks for more is asked again after this time: nothing waits for an hour because of one header. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final double perSecond;
    private final LongSupplier nanos;
    private double share = 1;
    private double left;
    private long countedAt;
    private long pausedUntil;

    /** @param perSecond requests over all replicas */
    Pace(double perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = requireNonNull(nanos, "nanos is null");
        this.left = most();
        this.countedAt = nanos.getAsLong();
        this.pausedUntil = countedAt;
    }

    /** @param owned partitions, of so many */
    synchronized void share(int owned, int all) {
        refill();
        share = Math.min(1, (double) owned / all);
        left = Math.min(left, most());
    }

    /** @return nanoseconds until more may begin, if nothing else is sent meanwhile; 0 or less where it may now */
    synchronized long ahead() {
        refill();
        long pause = pausedUntil - countedAt;
        double rate = share * perSecond;
        long budget =
                left >= 1 ? 0 : rate == 0 ? Duration.ofSeconds(1).toNanos() : (long) Math.ceil((1 - left) / rate * 1e9);
        return Math.max(pause, budget);
    }

    /** A request is being sent. */
    synchronized void sent() {
        refill();
        left--;
    }

    /** Nothing begins for this time, at most a minute of it. */
    synchronized void pause(Duration time) {
        refill();
        long until = countedAt + (time.compareTo(LONGEST_PAUSE) < 0 ? time : LONGEST_PAUSE).toNanos();
        pausedUntil = until - pausedUntil > 0 ? until : pausedUntil;
    }

    synchronized boolean isPaused() {
        refill();
        return pausedUntil - countedAt > 0;
    }

    private void refill() {
        long now = nanos.getAsLong();
        left = Math.min(most(), left + (now - countedAt) / 1e9 * share * perSecond);
        countedAt = now;
    }

    private double most() {
        return Math.max(1, share * perSecond);
    }
}
