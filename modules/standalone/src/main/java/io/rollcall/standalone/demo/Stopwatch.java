package io.rollcall.standalone.demo;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The time since a run began. */
final class Stopwatch {

    private final LongSupplier nanos;
    private final long began;

    /** Begins now. */
    Stopwatch(LongSupplier nanos) {
        this.nanos = requireNonNull(nanos, "nanos is null");
        this.began = nanos.getAsLong();
    }

    Duration elapsed() {
        return Duration.ofNanos(nanos.getAsLong() - began);
    }
}
