package io.rollcall.prober;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.policy.SweepTimes;
import io.rollcall.contract.topics.Topics;
import io.rollcall.prober.registry.Proxies;
import io.rollcall.prober.registry.RegistryClients;
import io.rollcall.prober.registry.RegistrySetupException;
import io.rollcall.prober.schedule.BreakerSettings;
import io.rollcall.prober.schedule.LiveTasks;
import io.rollcall.prober.schedule.Parts;
import io.rollcall.prober.schedule.Past;
import io.rollcall.prober.schedule.Patience;
import io.rollcall.prober.schedule.ProbeMeters;
import io.rollcall.prober.schedule.Registries;
import io.rollcall.prober.schedule.Scheduling;
import io.rollcall.runtime.config.BreakerConfig;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.config.SweepConfig;
import io.rollcall.runtime.kafka.TopicsAdmin;
import io.rollcall.runtime.kafka.TopicsGate;
import io.rollcall.runtime.service.Service;
import io.rollcall.runtime.service.ServiceContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks the configured registries about every image on the bus when it is due. Any number of replicas, up to the topics'
 * partitions, share the work; each target is one replica's at a time.
 *
 * <p>It is ready when it owns restored tasks, or is needed for none; a registry that cannot be asked stands in its health as
 * degraded, and makes it no less ready. A stop leaves what is in flight to the next owner.
 */
public final class ProberService implements Service {
    /** The service's name. */
    public static final String NAME = "prober";

    private static final Duration BROKER_ANSWERS_WITHIN = Duration.ofSeconds(10);
    private static final int EPOCH_BYTES = 5;

    private final ServiceContext context;
    private final Thread main;
    private final StreamRun stream;
    private final SecureRandom random = new SecureRandom();

    /** A service that is not started. */
    public ProberService(ServiceContext context) {
        this.context = requireNonNull(context, "context is null");
        this.stream = new StreamRun(context);
        this.main = new Thread(this::run, "rollcall-prober");
    }

    @Override
    public void start() {
        context.health().waiting("kafka", "The topics have not been looked at yet; wait.");
        context.health().waiting(StreamRun.CONDITION, "The prober's stream is not started yet; wait.");
        main.start();
    }

    @Override
    public void stop(Duration within) {
        long end = System.nanoTime() + within.toNanos();
        stream.stop();
        if (!stream.isRunning()) {
            main.interrupt();
        }
        try {
            main.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        RollcallConfig config = context.config();
        RegistryWatch watch = new RegistryWatch(context.health(), context.meters());
        try (RegistryClients clients =
                RegistryClients.tolerant(config.registries(), context.clock(), Proxies.of(System.getenv()))) {
            Registries registries = registries(clients, watch);
            Patience patience = patience();
            PolicyWatch policies = new PolicyWatch(
                    context.source(), registries, patience, context.health(), context.meters(), context.clock());
            watch.look();
            Topics topics =
                    Topics.of(config.kafka().topicPrefix(), config.kafka().partitions());
            TopicsAdmin admin =
                    new TopicsAdmin(() -> context.kafka().admin("topics"), config.kafka(), BROKER_ANSWERS_WITHIN);
            if (new TopicsGate(admin, context.health())
                    .await(List.of(
                            topics.images(),
                            topics.probeRequests(),
                            topics.probeResults(),
                            topics.registries(),
                            topics.alerts(),
                            topics.deadLetters()))) {
                Parts parts = parts(topics, registries, patience);
                SweepWatch sweeps = new SweepWatch(registries, parts.tasks(), context.health(), context.clock());
                stream.run(parts, config.shutdownTimeout(), () -> {
                    watch.look();
                    policies.look();
                    sweeps.look();
                });
            }
        } catch (RegistrySetupException e) {
            context.health().fail(e.getMessage());
        } catch (InterruptedException e) {
            // Only stop() interrupts.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            context.health()
                    .fail("The prober cannot go on (" + e.getMessage()
                            + "); correct that and start it again, or report it with the log at DEBUG.");
        }
    }

    private Parts parts(Topics topics, Registries registries, Patience patience) {
        SweepConfig sweep = context.config().sweep();
        Duration spread = sweep.spread().isZero() ? Duration.ofMillis(1) : sweep.spread();
        Optional<SweepTimes> times = sweep.cron().map(cron -> new SweepTimes(cron, spread));
        return new Parts(
                new Scheduling(context.config().cluster(), topics, times, spread, Scheduling.DEFAULT_TICK),
                registries,
                new ProbeMeters(context.meters(), context.clock()),
                new LiveTasks(),
                context.clock(),
                System::nanoTime,
                this::epoch,
                context.instance(),
                patience,
                Past.UNKNOWN);
    }

    private Patience patience() {
        Patience patience = new Patience();
        context.config().registries().forEach(it -> patience.with(it.host(), it.unavailableAfter()));
        return patience;
    }

    private Registries registries(RegistryClients clients, RegistryWatch watch) {
        Registries registries = new Registries(breakers(), context.clock());
        for (RegistryConfig registry : context.config().registries()) {
            clients.of(registry.host().toLowerCase(Locale.ROOT))
                    .ifPresent(client -> registries.add(
                            registry.host(),
                            PolicyWatch.policy(registry),
                            watch.watched(registry.host().toLowerCase(Locale.ROOT), client)));
        }
        return registries;
    }

    private BreakerSettings breakers() {
        BreakerConfig breaker = context.config().prober().breaker();
        return new BreakerSettings(
                breaker.window(), breaker.minimum(), breaker.failures(), breaker.open(), breaker.trials());
    }

    private String epoch() {
        byte[] bytes = new byte[EPOCH_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
