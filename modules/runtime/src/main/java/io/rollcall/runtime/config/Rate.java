package io.rollcall.runtime.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * So many in so long, such as {@code 100/s}.
 *
 * @param count how many; at least 1
 * @param per in how long; a second, a minute or an hour
 */
public record Rate(int count, Duration per) {

    /** Checks the bounds. */
    public Rate {
        requireNonNull(per, "per is null");
        if (count < 1) {
            throw new IllegalArgumentException("a rate must be at least 1, but is " + count);
        }
        if (per.isZero() || per.isNegative()) {
            throw new IllegalArgumentException("a rate needs a positive duration, but has " + per);
        }
    }

    /** The rate in units a second; always positive. */
    public double perSecond() {
        return count * 1e9 / per.toNanos();
    }
}
