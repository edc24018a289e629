package io.rollcall.runtime.config;

/**
 * The pass over all Ready images that asks for their blobs too.
 *
 * @param schedule five-field cron, {@code @every 24h} or a descriptor; empty means that blobs are not asked for
 */
public record DeepCheckConfig(String schedule) {

    /** Checks the bounds. */
    public DeepCheckConfig {
        ProberKeys.DEEP_CHECK_SCHEDULE.check(schedule);
    }

    static DeepCheckConfig from(Values values) {
        return new DeepCheckConfig(values.get(ProberKeys.DEEP_CHECK_SCHEDULE));
    }
}
