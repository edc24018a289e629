package io.rollcall.standalone.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.policy.CronSchedule;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.policy.SweepTimes;
import io.rollcall.contract.topics.Topics;
import io.rollcall.prober.ProberService;
import io.rollcall.prober.ProberStream;
import io.rollcall.prober.registry.RegistryClient;
import io.rollcall.prober.schedule.BreakerSettings;
import io.rollcall.prober.schedule.LiveTasks;
import io.rollcall.prober.schedule.Parts;
import io.rollcall.prober.schedule.ProbeMeters;
import io.rollcall.prober.schedule.Registries;
import io.rollcall.prober.schedule.Scheduling;
import io.rollcall.runtime.config.PolicyConfig;
import io.rollcall.runtime.config.Rate;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.service.ServiceContext;
import io.rollcall.standalone.cli.CommandException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A prober that runs: the service itself, or its stream over clients of the bench's. */
final class Probers implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(20);
    private static final int UNBOUND = 1_000_000;

    private final ServiceContext context;
    private final Runnable stop;

    private Probers(ServiceContext context, Runnable stop) {
        this.context = context;
        this.stop = stop;
    }

    /** How gently: as gently as the default policy, but for a rate that binds nothing. */
    static PolicyConfig policy(int inFlight, int ratePerSecond) {
        PolicyConfig usual = PolicyConfig.defaults();
        return new PolicyConfig(
                inFlight,
                new Rate(ratePerSecond, Duration.ofSeconds(1)),
                ratePerSecond,
                usual.connectTimeout(),
                usual.responseTimeout(),
                usual.totalTimeout(),
                usual.backoffInitial(),
                usual.backoffMax(),
                usual.confirmations(),
                usual.confirmationDelay(),
                usual.freshness(),
                usual.minDelay());
    }

    static PolicyConfig policy(int inFlight) {
        return policy(inFlight, UNBOUND);
    }

    /** The service as it is, over HTTP. */
    static Probers service(String servers, Topics topics, String sweep, List<RegistryConfig> registries, Clock clock)
            throws InterruptedException {
        RollcallConfig config = config(servers, topics, Map.of("sweep.schedule", sweep, "sweep.spread", "0"))
                .withRegistries(registries);
        ServiceContext context = context(config, clock);
        ProberService service = new ProberService(context);
        service.start();
        return new Probers(context, () -> service.stop(STOPS_WITHIN)).awaitReady();
    }

    /** The stream alone, with these clients by host; sweeps once a year, so that every target has its turn and none is near. */
    static Probers stream(
            String servers,
            Topics topics,
            PolicyConfig policy,
            Map<String, RegistryClient> clients,
            Map<String, String> settings)
            throws InterruptedException {
        Clock clock = Clock.systemUTC();
        ServiceContext context = context(config(servers, topics, settings), clock);
        SweepTimes sweep = new SweepTimes(CronSchedule.parse("@yearly"), Duration.ofMillis(1));
        Registries registries = new Registries(BreakerSettings.DEFAULT, clock);
        clients.forEach(
                (host, client) -> registries.add(host, policy.toProbePolicy(ProbePolicy.DEFAULT.name()), client));
        Parts parts = new Parts(
                new Scheduling("bench", topics, Optional.of(sweep), Duration.ofMillis(1), Scheduling.DEFAULT_TICK),
                registries,
                new ProbeMeters(context.meters(), clock),
                new LiveTasks(),
                clock,
                System::nanoTime,
                () -> UUID.randomUUID().toString().substring(0, 10));
        ProberStream stream = ProberStream.start(context, parts);
        return new Probers(context, stream::close).awaitReady();
    }

    private static RollcallConfig config(String servers, Topics topics, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("kafka.bootstrapServers", servers);
        settings.put("kafka.topicPrefix", topics.prefix());
        settings.put("kafka.partitions", Integer.toString(topics.partitions()));
        settings.put("kafka.replicationFactor", "1");
        settings.put("kafka.minInSyncReplicas", "1");
        settings.put("prober.standbyReplicas", "0");
        return RollcallConfig.of(settings);
    }

    private static ServiceContext context(RollcallConfig config, Clock clock) {
        return ServiceContext.of(
                ProberService.NAME, config.kafka().topicPrefix(), config, new SimpleMeterRegistry(), clock);
    }

    private Probers awaitReady() throws InterruptedException {
        long until = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (!context.health().ready()) {
            Optional<String> failed = Optional.ofNullable(
                    context.health().failure().toCompletableFuture().getNow(null));
            if (failed.isPresent() || System.nanoTime() > until) {
                close();
                throw CommandException.failed("the prober does not start (%s); report it."
                        .formatted(failed.orElseGet(
                                () -> context.health().conditions().toString())));
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return this;
    }

    @Override
    public void close() {
        stop.run();
    }
}
