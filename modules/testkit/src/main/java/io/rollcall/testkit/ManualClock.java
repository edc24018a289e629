package io.rollcall.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is moved, forth or back. In UTC, whatever zone is asked for. Any thread may read it. */
public class ManualClock extends Clock {
    private volatile Instant now;

    /** Shows {@code start} until it is moved. */
    public ManualClock(Instant start) {
        this.now = requireNonNull(start, "start is null");
    }

    /** Moves it. Only one thread may. */
    public void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
