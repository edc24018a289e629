package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Another clock, but for its steps back: what is measured by this one does not last longer because of them. Thread-safe. */
final class SteadyClock extends Clock {
    private final Clock clock;
    private Instant last;
    private Duration ahead = Duration.ZERO;

    SteadyClock(Clock clock) {
        this.clock = requireNonNull(clock, "clock is null");
        this.last = clock.instant();
    }

    @Override
    public synchronized Instant instant() {
        Instant now = clock.instant();
        if (now.isBefore(last)) {
            ahead = ahead.plus(Duration.between(now, last));
        }
        last = now;
        return now.plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SteadyClock(clock.withZone(zone));
    }
}
