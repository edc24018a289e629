package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.rollcall.contract.kind.ImageKinds;
import io.rollcall.contract.kind.Projection;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.policy.Backoff;
import io.rollcall.contract.topics.TopicSpec;
import io.rollcall.contract.topics.Topics;
import io.rollcall.runtime.config.ConfigWatch;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.kafka.TopicsAdmin;
import io.rollcall.runtime.kafka.TopicsGate;
import io.rollcall.runtime.service.Service;
import io.rollcall.runtime.service.ServiceContext;
import io.rollcall.statuswriter.kube.HttpKubeApi;
import io.rollcall.statuswriter.kube.KubeApi;
import io.rollcall.statuswriter.kube.KubeClients;
import io.rollcall.statuswriter.kube.Preflight;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Writes what probes found: reads results, decides by their kind's rules on the object as it is now, writes it (in mode
 * {@code write}), and tells transitions and alerts. Any number of replicas share the work; each needs an instance name of
 * its own. Nothing is committed that is not settled; see the package.
 */
public final class StatusWriterService implements Service {
    /** The service's name. */
    public static final String NAME = "status-writer";

    private static final Duration BROKER_ANSWERS_WITHIN = Duration.ofSeconds(10);
    private static final int REMEMBERED = 50_000;

    private final ServiceContext context;
    private final List<ResourceKind> kinds;
    private final Bus bus;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread main;
    private final Pace pace;
    private final Crew crew;
    private volatile boolean settling;

    /** A service for these kinds, which need no more than a descriptor each. */
    public StatusWriterService(ServiceContext context, List<ResourceKind> kinds) {
        this(
                context,
                kinds,
                new KafkaBus(context.kafka(), context.config().kafka().topicPrefix() + "-" + NAME));
    }

    StatusWriterService(ServiceContext context, List<ResourceKind> kinds, Bus bus) {
        this.context = requireNonNull(context, "context is null");
        this.kinds = List.copyOf(kinds);
        this.bus = requireNonNull(bus, "bus is null");
        this.pace = new Pace(context.config().writer().requestsPerSecond(), System::nanoTime);
        this.crew = new Crew(context.config().writer().inFlight(), pace);
        this.main = new Thread(this::run, "rollcall-status-writer");
    }

    /** A service for VirtualImage and ClusterVirtualImage. */
    public static StatusWriterService create(ServiceContext context) {
        return new StatusWriterService(
                context,
                ImageKinds.all(
                        context.config().recheck().min(),
                        context.config().recheck().max(),
                        context.config().deepCheck().schedule()));
    }

    @Override
    public void start() {
        context.health().waiting("kafka", "The topics have not been looked at yet; wait.");
        context.health().waiting(Preparation.CONDITION, "The API server has not been looked at yet; wait.");
        main.start();
    }

    @Override
    public void stop(Duration within) {
        long end = System.nanoTime() + within.toNanos();
        stop.countDown();
        if (!settling) {
            main.interrupt();
        }
        try {
            main.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        main.interrupt();
        crew.stop();
    }

    private void run() {
        KubernetesClient client;
        try {
            client = KubeClients.of(context.config().kubernetes());
        } catch (RuntimeException e) {
            context.health()
                    .fail("The kubeconfig cannot be used (%s); correct kubernetes.kubeconfig and kubernetes.context."
                            .formatted(String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ")));
            return;
        }
        try (client) {
            run(new PacedApi(new HttpKubeApi(client, context.meters()), pace));
        } catch (InterruptedException e) {
            // Only stop() interrupts.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            context.health()
                    .fail("The status-writer cannot go on (" + e.getMessage()
                            + "); correct that and start it again, or report it with the log at DEBUG.");
        }
    }

    private void run(KubeApi api) throws InterruptedException {
        RollcallConfig config = context.config();
        Topics topics = Topics.of(config.kafka().topicPrefix(), config.kafka().partitions());
        Preflight preflight =
                new Preflight(api, kinds, config.mode(), config.kubernetes().namespaces());
        Preparation preparation = new Preparation(preflight, context.health(), stop);
        TopicsAdmin admin =
                new TopicsAdmin(() -> context.kafka().admin("topics"), config.kafka(), BROKER_ANSWERS_WITHIN);
        TopicsGate gate = new TopicsGate(admin, context.health());
        List<TopicSpec> ours = List.of(
                topics.probeResults(),
                topics.probeRequests(),
                topics.registries(),
                topics.transitions(),
                topics.alerts(),
                topics.deadLetters());
        if (!gate.await(ours)) {
            return;
        }
        preparation.await();
        inBackground("rollcall-preflight", preparation::watch);
        MassLosses incidents = new MassLosses(
                () -> new KafkaConsumer<>(context.kafka().consumer("registries", Optional.empty())),
                topics.registries().name());
        inBackground("rollcall-registries", () -> incidents.run(stop));
        incidents.awaitKnown();
        crew.start();
        try (TransitionLog log = new TransitionLog(() -> new TransitionReader(context.kafka()), topics)) {
            new Loop(bus, parts(api, preflight, topics, log, incidents), () -> await(gate, ours), stop).run();
        }
    }

    /** A wait for topics can be interrupted, other than what follows it. */
    private boolean await(TopicsGate gate, List<TopicSpec> topics) throws InterruptedException {
        settling = false;
        boolean usable = gate.await(topics);
        settling = usable;
        return usable;
    }

    private Policies policies() {
        return new Policies(context.config(), new ConfigWatch(context.source(), context.health(), context.clock()));
    }

    private static void inBackground(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private Session.Parts parts(
            KubeApi api, Preflight preflight, Topics topics, Precedents precedents, Incidents incidents) {
        RollcallConfig config = context.config();
        ApiGate gate = new ApiGate(api, preflight, context.health(), context.meters(), context.clock());
        Settler.Tools tools = new Settler.Tools(
                api,
                config.mode(),
                new Projection(config.cluster()),
                precedents,
                new Notes(config.cluster(), incidents, context.clock()),
                new KubeEvents(context.instance(), context.clock()),
                context.clock());
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
        return new Session.Parts(
                topics.probeResults(),
                new Intake(kinds, policies(), context.meters()),
                new Settler(tools, gate, config.writer().patience(), backoff),
                gate,
                crew,
                pace,
                new Outbox(topics, config.cluster()),
                new Told(REMEMBERED),
                new Signals(context.health(), context.meters(), config.kafka().bootstrapServers(), kinds));
    }
}
