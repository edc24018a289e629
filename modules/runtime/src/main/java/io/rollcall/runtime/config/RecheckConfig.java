package io.rollcall.runtime.config;

import java.time.Duration;

/**
 * Bounds of the progressive re-check of a lost image.
 *
 * @param min shortest time between two re-checks
 * @param max longest time between two re-checks; at least {@code min}
 */
public record RecheckConfig(Duration min, Duration max) {

    /** Checks the bounds. */
    public RecheckConfig {
        ProberKeys.RECHECK_MIN.check(min);
        ProberKeys.RECHECK_MAX.check(max);
        PolicyConfig.notAbove(ProberKeys.RECHECK_MIN, min, ProberKeys.RECHECK_MAX, max);
    }

    static RecheckConfig from(Values values) {
        return new RecheckConfig(values.get(ProberKeys.RECHECK_MIN), values.get(ProberKeys.RECHECK_MAX));
    }
}
