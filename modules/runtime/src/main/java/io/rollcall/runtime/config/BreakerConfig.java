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
        Keys.BREAKER_WINDOW.check(window);
        Keys.BREAKER_MINIMUM.check(minimum);
        Keys.BREAKER_FAILURES.check(failures);
        Keys.BREAKER_OPEN.check(requireNonNull(open, "open is null"));
        Keys.BREAKER_TRIALS.check(trials);
        if (minimum > window) {
            throw new InvalidSettingException(
                    List.of(Keys.BREAKER_MINIMUM, Keys.BREAKER_WINDOW),
                    "is %d, more than prober.breaker.window (%d)".formatted(minimum, window),
                    "lower it to at most " + window);
        }
    }

    static BreakerConfig from(Values values) {
        return new BreakerConfig(
                values.get(Keys.BREAKER_WINDOW),
                values.get(Keys.BREAKER_MINIMUM),
                values.get(Keys.BREAKER_FAILURES),
                values.get(Keys.BREAKER_OPEN),
                values.get(Keys.BREAKER_TRIALS));
    }
}
