package io.rollcall.prober.schedule;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.policy.CronSchedule;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.policy.SweepTimes;
import io.rollcall.contract.topics.Topics;
import java.time.Duration;
import java.util.Optional;

/** One process of several: what its tasks share, and nobody else knows. */
final class Replica {
    static final int PARTITIONS = 3;
    static final Duration TICK = Duration.ofMillis(20);
    private static final Topics TOPICS = Topics.of("test", PARTITIONS);
    private static final SweepTimes SWEEPS = new SweepTimes(CronSchedule.parse("@every 5m"), Duration.ofMinutes(5));
    private static final BreakerSettings BREAKER = new BreakerSettings(4, 4, 50, Duration.ofSeconds(10), 2);
    private static final Patience PATIENCE = new Patience().with(Images.HOST, Duration.ofMinutes(1));

    private final String name;
    private final TestClock clock;
    private final Mortal client;
    private final Registries registries;
    private final ProbeMeters meters;
    private final LiveTasks tasks = new LiveTasks();

    Replica(String name, TestClock clock, FakeRegistry registry, ProbePolicy policy) {
        this.name = name;
        this.clock = clock;
        this.client = new Mortal(registry);
        this.registries = new Registries(BREAKER, clock).add(Images.HOST, policy, client);
        this.meters = new ProbeMeters(new SimpleMeterRegistry(), clock);
    }

    void adopt(ProbePolicy policy) {
        registries.adopt(Images.HOST, policy);
    }

    RegistryGate gate() {
        return registries.gates().iterator().next();
    }

    /** @return a new owner of that partition, in this process */
    Owner owns(Committed committed, String epoch) {
        return new Owner(
                new Parts(
                        new Scheduling("test", TOPICS, Optional.of(SWEEPS), SWEEPS.spread(), TICK),
                        registries,
                        meters,
                        tasks,
                        clock,
                        () -> 0,
                        () -> epoch,
                        name,
                        PATIENCE,
                        committed),
                committed);
    }

    /** Nothing it does from now on is seen by anybody. */
    void dies() {
        client.dies();
    }
}
