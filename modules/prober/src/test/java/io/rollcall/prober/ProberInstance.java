package io.rollcall.prober;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.policy.CronSchedule;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.policy.SweepTimes;
import io.rollcall.contract.topics.Topics;
import io.rollcall.prober.registry.RegistryClient;
import io.rollcall.prober.schedule.BreakerSettings;
import io.rollcall.prober.schedule.Images;
import io.rollcall.prober.schedule.LiveTasks;
import io.rollcall.prober.schedule.Parts;
import io.rollcall.prober.schedule.ProbeMeters;
import io.rollcall.prober.schedule.Registries;
import io.rollcall.prober.schedule.Scheduling;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.service.ServiceContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One replica of the prober in this JVM, on a registry of the test's. */
final class ProberInstance implements AutoCloseable {
    private static final Duration CLOSES_WITHIN = Duration.ofSeconds(20);
    private static final ProbePolicy POLICY = new ProbePolicy(
            "test",
            64,
            Duration.ZERO,
            100_000,
            1_000,
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            1,
            Duration.ofSeconds(2),
            Duration.ZERO,
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60));

    final ServiceContext context;
    private final LiveTasks tasks = new LiveTasks();
    private final StreamRun run;
    private final Thread thread;

    ProberInstance(String servers, String name, String sweep, RegistryClient registry, Topics topics) {
        Clock clock = Clock.systemUTC();
        RollcallConfig config = RollcallConfig.of(Map.of(
                "kafka.bootstrapServers",
                servers,
                "kafka.topicPrefix",
                topics.prefix(),
                "kafka.partitions",
                Integer.toString(topics.partitions()),
                "kafka.replicationFactor",
                "1",
                "kafka.minInSyncReplicas",
                "1",
                "prober.standbyReplicas",
                "0"));
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        context = ServiceContext.of(ProberService.NAME, name, config, meters, clock);
        run = new StreamRun(context);
        Duration spread = Duration.ofMinutes(1);
        Parts parts = new Parts(
                new Scheduling(
                        "test",
                        topics,
                        Optional.of(sweep)
                                .filter(it -> !it.isEmpty())
                                .map(it -> new SweepTimes(CronSchedule.parse(it), spread)),
                        spread,
                        Scheduling.DEFAULT_TICK),
                new Registries(BreakerSettings.DEFAULT, clock).add(Images.HOST, POLICY, registry),
                new ProbeMeters(meters, clock),
                tasks,
                clock,
                System::nanoTime,
                () -> UUID.randomUUID().toString().substring(0, 8));
        thread = new Thread(() -> run.run(parts, CLOSES_WITHIN, () -> {}), name);
        thread.start();
    }

    /** @return how many scheduling tasks it owns now */
    int tasks() {
        return tasks.count();
    }

    /** @return how often it began anew because its state was lost */
    double rebuilds() {
        return context.meters().get("rollcall.state.rebuilds").counter().count();
    }

    /** Stops it in good order; does nothing the second time. */
    @Override
    public void close() {
        run.stop();
        try {
            thread.join(CLOSES_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(thread.isAlive()).as("still running").isFalse();
    }
}
