package io.rollcall.runtime.config;

import io.rollcall.contract.policy.CronSchedule;
import java.time.Duration;
import java.util.Optional;

/**
 * One pass over all Ready images.
 *
 * @param schedule five-field cron, {@code @every 30s} or a descriptor; empty means no sweep
 * @param spread over how long one sweep is spread, at most until the next
 */
public record SweepConfig(String schedule, Duration spread) {

    /** Checks the bounds. */
    public SweepConfig {
        ProberKeys.SWEEP_SCHEDULE.check(schedule);
        ProberKeys.SWEEP_SPREAD.check(spread);
    }

    /** The schedule, where there is a sweep at all. */
    public Optional<CronSchedule> cron() {
        return schedule.isEmpty() ? Optional.empty() : Optional.of(CronSchedule.parse(schedule));
    }

    static SweepConfig from(Values values) {
        return new SweepConfig(values.get(ProberKeys.SWEEP_SCHEDULE), values.get(ProberKeys.SWEEP_SPREAD));
    }
}
