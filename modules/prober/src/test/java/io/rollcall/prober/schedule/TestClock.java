package io.rollcall.prober.schedule;

import io.rollcall.testkit.ManualClock;
import java.time.Instant;

/** A clock that goes when it is told to, from a start that tests may refer to. */
public final class TestClock extends ManualClock {
    public static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    public TestClock() {
        super(START);
    }
}
