package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.prober.registry.Quota;
import java.time.Duration;
import java.time.Instant;

/**
 * How fast one registry may be asked, as it has told us: not at all for a while, then ever faster, and never faster than what
 * it has left. A value; rates are over all replicas.
 *
 * <p>After a 429 the rate begins at a tenth, after a further one during the recovery at half of where the last one began, and
 * grows evenly to the whole within {@link #RAMP}. Nothing that a registry says silences it for longer than the policy's
 * {@code backoffMax}, by our own clock: that is how long one that is down is left alone.
 *
 * @param closedUntil nothing is sent before
 * @param rampFrom when the recovery begins or began
 * @param start the share of the rate that it begins with
 * @param emptied how often all budgets were emptied
 * @param quota most per second from {@code quotaFrom} on, for {@code quotaFor}
 */
record Pace(
        Instant closedUntil,
        Instant rampFrom,
        double start,
        long emptied,
        double quota,
        Instant quotaFrom,
        Duration quotaFor) {
    /** How long a recovery takes. */
    static final Duration RAMP = Duration.ofSeconds(60);
    /** Where the first recovery begins. */
    static final double FIRST = 0.1;
    /** No recovery begins lower, however often it fails. */
    static final double LEAST = FIRST / 16;

    /** Nothing is divided by a time below this, in seconds. */
    private static final double SHORTEST = 1e-3;

    /** The registry has said nothing yet. */
    static final Pace FULL =
            new Pace(Instant.EPOCH, Instant.EPOCH, 1, 0, Double.POSITIVE_INFINITY, Instant.EPOCH, Duration.ZERO);

    Pace {
        requireNonNull(closedUntil, "closedUntil is null");
        requireNonNull(rampFrom, "rampFrom is null");
        requireNonNull(quotaFrom, "quotaFrom is null");
        requireNonNull(quotaFor, "quotaFor is null");
        if (!(start > 0) || start > 1 || !(quota > 0)) {
            throw new IllegalArgumentException("a pace of " + start + " of the rate, at most " + quota + "/s");
        }
    }

    /**
     * It said 429.
     *
     * @param startedAt when that probe began: one that was out already when we were told before is no further one
     * @param alone how long it is to be left alone
     */
    Pace throttled(Instant startedAt, Instant now, Duration alone) {
        Instant until = Instants.later(closedUntil, now.plus(alone));
        boolean further = !startedAt.isBefore(closedUntil);
        double next = share(now) < 1 ? Math.max(LEAST, start / 2) : FIRST;
        return new Pace(until, until, further ? next : start, emptied + 1, quota, quotaFrom, quotaFor);
    }

    /** It is back after a long time: what has come together meanwhile does not go at once. */
    Pace recovered(Instant now) {
        Instant from = Instants.later(closedUntil, now);
        return new Pace(closedUntil, from, Math.min(FIRST, start), emptied + 1, quota, quotaFrom, quotaFor);
    }

    /**
     * It said what it has left. That is spread over the time until it has more; where it is nothing, nothing is sent until
     * then.
     *
     * @param longest the longest silence; slowly is never slower than one in it
     */
    Pace told(Quota left, Instant now, Duration longest) {
        Duration reset = Instants.shorter(left.reset(), DueRules.LONGEST_INTERVAL);
        if (left.remaining() == 0) {
            Instant until = Instants.later(closedUntil, now.plus(Instants.shorter(reset, longest)));
            return new Pace(until, rampFrom, start, emptied, Double.POSITIVE_INFINITY, Instant.EPOCH, Duration.ZERO);
        }
        double perSecond = Math.max(
                left.remaining() / Math.max(SHORTEST, seconds(reset)), 1 / Math.max(SHORTEST, seconds(longest)));
        return new Pace(closedUntil, rampFrom, start, emptied, perSecond, now, reset);
    }

    /** The same, where a clock that went back does not lengthen the silence. */
    Pace asOf(Instant now, Duration longest) {
        Instant latest = now.plus(longest);
        return closedUntil.isAfter(latest) || rampFrom.isAfter(latest) || quotaFrom.isAfter(now)
                ? new Pace(
                        Instants.earlier(closedUntil, latest),
                        Instants.earlier(rampFrom, latest),
                        start,
                        emptied,
                        quota,
                        Instants.earlier(quotaFrom, now),
                        quotaFor)
                : this;
    }

    /** @return whether nothing may be sent */
    boolean isClosed(Instant at) {
        return at.isBefore(closedUntil);
    }

    /** @return how many a second, where {@code full} is the policy's; 0 while it is to be left alone */
    double perSecond(double full, Instant at) {
        if (isClosed(at)) {
            return 0;
        }
        double recovered = full * share(at);
        return at.isBefore(quotaFrom.plus(quotaFor)) ? Math.min(recovered, quota) : recovered;
    }

    private double share(Instant at) {
        double passed = seconds(Duration.between(rampFrom, at)) / seconds(RAMP);
        return Math.min(1, start + (1 - start) * Math.max(0, passed));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
