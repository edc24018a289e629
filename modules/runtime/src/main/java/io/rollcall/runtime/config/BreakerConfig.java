package io.rollcall.runtime.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * When a registry that fails is left alone.
 *
 * @param window answers that are looked at
 * @param minimum of them before the breaker may open; at most {@code window}
 * @param failures share of failures at which it opens, in percent
 * @param open how long nothing is sent then
 * @param trials probes that are sent then, to see whether the registry is back
 */
public record BreakerConfig(int window, int minimum, int failures, Duration open, int trials) {

    /** Checks the bounds. */
    public BreakerConfig {
        ProberKeys.BREAKER_WINDOW.check(window);
        ProberKeys.BREAKER_MINIMUM.check(minimum);
        ProberKeys.BREAKER_FAILURES.check(failures);
        ProberKeys.BREAKER_OPEN.check(requireNonNull(open, "open is null"));
        ProberKeys.BREAKER_TRIALS.check(trials);
        if (minimum > window) {
            throw new InvalidSettingException(
                    List.of(ProberKeys.BREAKER_MINIMUM, ProberKeys.BREAKER_WINDOW),
                    "is %d, more than prober.breaker.window (%d)".formatted(minimum, window),
                    "lower it to at most " + window);
        }
    }

    static BreakerConfig from(Values values) {
        return new BreakerConfig(
                values.get(ProberKeys.BREAKER_WINDOW),
                values.get(ProberKeys.BREAKER_MINIMUM),
                values.get(ProberKeys.BREAKER_FAILURES),
                values.get(ProberKeys.BREAKER_OPEN),
                values.get(ProberKeys.BREAKER_TRIALS));
    }
}
