package io.rollcall.prober.schedule;

import java.time.Clock;
import java.time.Duration;

/** A prober whose 100 targets are swept every 10 s, at a rate that is not enough for it until it is raised. */
public final class SlowSweep implements AutoCloseable {
    public static final String HOST = Images.HOST;
    private static final int TARGETS = 100;

    private final TestClock clock = new TestClock();
    private final Registries registries =
            new Registries(BreakerSettings.DEFAULT, clock).add(HOST, Policies.of(8, 5, 1), new FakeRegistry(clock));
    private final ProberDriver prober = new ProberDriver(clock, "@every 10s", registries);

    public SlowSweep() {
        for (int i = 0; i < TARGETS; i++) {
            prober.image(Images.state("a" + i, "1", Images.sweep("a" + i)));
        }
    }

    /** Until turns have been missed. */
    public void fallsBehind() {
        passes(Duration.ofSeconds(60));
    }

    /** The rate is raised, and some time passes. */
    public void catchesUp() {
        registries.adopt(HOST, Policies.of(8, 50, 1));
        passes(Duration.ofSeconds(30));
    }

    void passes(Duration time) {
        prober.after(time);
    }

    public Registries registries() {
        return registries;
    }

    public LiveTasks tasks() {
        return prober.tasks;
    }

    public Clock clock() {
        return clock;
    }

    @Override
    public void close() {
        prober.close();
    }
}
