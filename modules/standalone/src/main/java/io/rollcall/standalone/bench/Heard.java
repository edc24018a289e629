package io.rollcall.standalone.bench;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.cumulative.CumulativeTimer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A service's meters, which tell at once when a timer has recorded something. */
final class Heard extends SimpleMeterRegistry {

    private volatile Consumer<Meter.Id> each = id -> {};

    Heard() {
        super(SimpleConfig.DEFAULT, Clock.SYSTEM);
    }

    /** @param listener is called on whatever thread records */
    void tell(Consumer<Meter.Id> listener) {
        each = listener;
    }

    @Override
    protected Timer newTimer(Meter.Id id, DistributionStatisticConfig config, PauseDetector pauses) {
        return new CumulativeTimer(id, clock, config, pauses, getBaseTimeUnit(), false) {
            @Override
            protected void recordNonNegative(long amount, TimeUnit unit) {
                super.recordNonNegative(amount, unit);
                each.accept(id);
            }
        };
    }
}
