package io.rollcall.prober.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * A fractional budget: over any time w at most {@code capacity + rate · w} tokens are taken. Full at first. A clock that
 * goes back refills nothing; from then on it counts anew. Not thread-safe.
 */
final class TokenBucket {
    private double capacity;
    private double tokens;
    private double perSecond;
    private Instant refilledAt;

    /** @param capacity 1 or more */
    TokenBucket(double capacity, Instant now) {
        resize(capacity);
        this.tokens = capacity;
        this.perSecond = Double.POSITIVE_INFINITY;
        this.refilledAt = now;
    }

    /**
     * @param rate how many a second are added from now on, until the next call; 0 or more. What is added now is added at the
     *     lower of this rate and the last
     */
    boolean has(Instant now, double rate) {
        return has(now, rate, 0);
    }

    /** @param reserved tokens that were taken but are not used yet: they still take room in the bucket */
    boolean has(Instant now, double rate, int reserved) {
        if (!(rate >= 0)) {
            throw new IllegalArgumentException("a rate of " + rate);
        }
        if (now.isAfter(refilledAt)) {
            double seconds = Duration.between(refilledAt, now).toNanos() / 1e9;
            double most = Math.max(tokens, capacity - reserved);
            tokens = Math.min(most, tokens + seconds * Math.min(rate, perSecond));
        }
        perSecond = rate;
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

    /** Takes what was used without asking: there may then be less than nothing. */
    void debit(int used) {
        tokens -= used;
    }

    void empty() {
        tokens = Math.min(tokens, 0);
    }

    /** @param size 1 or more; what it holds beyond that is lost */
    void resize(double size) {
        if (!(size >= 1)) {
            throw new IllegalArgumentException("a bucket needs a capacity of 1 or more");
        }
        capacity = size;
        tokens = Math.min(tokens, size);
    }
}
