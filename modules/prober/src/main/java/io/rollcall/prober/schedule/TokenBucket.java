package io.rollcall.prober.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * A fractional budget: over any time w at most {@code capacity + rate · w} tokens are taken. Full at first. A clock that
 * goes back refills nothing; from then on it counts anew. Not thread-safe.
 */
final class TokenBucket {
    private final double perSecond;
    private final double capacity;
    private double tokens;
    private Instant refilledAt;

    /**
     * @param perSecond above 0
     * @param capacity 1 or more
     */
    TokenBucket(double perSecond, double capacity, Instant now) {
        if (!(perSecond > 0) || !(capacity >= 1)) {
            throw new IllegalArgumentException("a bucket needs rate > 0 and capacity ≥ 1");
        }
        this.perSecond = perSecond;
        this.capacity = capacity;
        this.tokens = capacity;
        this.refilledAt = now;
    }

    /** One partition's share of a budget. No share holds less than one token, or it would never send. */
    static TokenBucket share(double perSecond, int burst, int partitions, Instant now) {
        return new TokenBucket(perSecond / partitions, Math.max(1.0, (double) burst / partitions), now);
    }

    boolean has(Instant now) {
        if (now.isAfter(refilledAt)) {
            double seconds = Duration.between(refilledAt, now).toNanos() / 1e9;
            tokens = Math.min(capacity, tokens + seconds * perSecond);
        }
        refilledAt = now;
        return tokens >= 1;
    }

    /** Takes a token; only after {@link #has} said that there is one. */
    void take() {
        if (tokens < 1) {
            throw new IllegalStateException("the bucket is empty");
        }
        tokens -= 1;
    }
}
