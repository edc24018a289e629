package io.rollcall.contract.policy;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Waits that double from {@code initial} up to {@code max}, with full jitter: the wait lies anywhere between zero and the
 * doubled bound, but is never below a tenth of it. The jitter comes from a hash, so a replay finds the same waits.
 */
public record Backoff(Duration initial, Duration max) {
    public Backoff {
        requireNonNull(initial, "initial is null");
        requireNonNull(max, "max is null");
        if (initial.isNegative() || initial.isZero() || max.compareTo(initial) < 0) {
            throw new IllegalArgumentException("backoff bounds: 0 < initial ≤ max, not " + initial + " … " + max);
        }
    }

    /**
     * @param failures in a row, 1 or more
     * @param seed what is being retried
     */
    public Duration delay(int failures, String seed) {
        int doublings = Math.min(Math.max(failures - 1, 0), 40);
        double bound = Math.min((double) max.toMillis(), (double) initial.toMillis() * Math.pow(2, doublings));
        double share = Math.max(0.1, Hashes.fraction(seed + "#" + failures));
        return Duration.ofMillis(Math.max(1, (long) (bound * share)));
    }
}
