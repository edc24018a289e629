package io.rollcall.runtime.config;

import java.time.Duration;

/**
 * One pass over all Ready images.
 *
 * @param schedule five-field cron, {@code @every 30s} or a descriptor; empty means no sweep
 * @param spread over how long one sweep is spread, at most until the next
 */
public record SweepConfig(String schedule, Duration spread) {

    /** Checks the bounds. */
    public SweepConfig {
        Keys.SWEEP_SCHEDULE.check(schedule);
        Keys.SWEEP_SPREAD.check(spread);
    }

    /** Whether there is a sweep at all. */
    public boolean enabled() {
        return !schedule.isEmpty();
    }

    static SweepConfig from(Values values) {
        return new SweepConfig(values.get(Keys.SWEEP_SCHEDULE), values.get(Keys.SWEEP_SPREAD));
    }
}
