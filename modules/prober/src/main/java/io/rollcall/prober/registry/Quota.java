package io.rollcall.prober.registry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a registry said that it has left for us.
 *
 * @param remaining requests; 0 or more
 * @param limit requests in a whole window; 1 or more
 * @param reset until {@code remaining} is {@code limit} again; where only a window is told, the window
 */
public record Quota(long remaining, long limit, Duration reset) {
    public Quota {
        requireNonNull(reset, "reset is null");
        if (remaining < 0 || limit < 1 || reset.isNegative()) {
            throw new IllegalArgumentException("a quota of " + remaining + " of " + limit + " for " + reset);
        }
    }
}
