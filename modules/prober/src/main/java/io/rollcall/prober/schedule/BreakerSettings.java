package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * When a registry is left alone, and for how long.
 *
 * @param window answers that are looked at; 1 or more
 * @param minimum of them before anything is decided; 1 … window
 * @param failureShare share of failures in percent at which the breaker opens; above 0, at most 100
 * @param open how long nothing is sent; above 0
 * @param trials probes that are sent then, to see whether the registry is back; 1 or more
 */
public record BreakerSettings(int window, int minimum, float failureShare, Duration open, int trials) {
    /** Half of the last 20 answers, at least 10; left alone for 10 s; three trials. */
    public static final BreakerSettings DEFAULT = new BreakerSettings(20, 10, 50, Duration.ofSeconds(10), 3);

    public BreakerSettings {
        requireNonNull(open, "open is null");
        if (window < 1 || minimum < 1 || minimum > window || trials < 1) {
            throw new IllegalArgumentException("a breaker needs 1 ≤ minimum ≤ window and 1 ≤ trials");
        }
        if (!(failureShare > 0 && failureShare <= 100) || open.isNegative() || open.isZero()) {
            throw new IllegalArgumentException("a breaker needs 0 < failureShare ≤ 100 and open above 0");
        }
    }
}
