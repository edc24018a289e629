package io.rollcall.standalone.chaos;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Watchable;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.rollcall.contract.topics.Topics;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.kafka.TopicCheck;
import io.rollcall.runtime.kafka.TopicsAdmin;
import io.rollcall.sandbox.Crds;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.HttpProxy;
import io.rollcall.sandbox.SandboxCluster;
import io.rollcall.sandbox.SandboxException;
import io.rollcall.standalone.chaos.history.Witness;
import io.rollcall.standalone.demo.DemoCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Everything that a run stands on, and whatever can be taken away from it. Ends as a whole. */
final class Ground implements AutoCloseable {

    private static final int PARTITIONS = 6;
    private static final Duration TOPICS = Duration.ofSeconds(20);

    private final Deque<AutoCloseable> endings = new ArrayDeque<>();
    private final Topics topics = Topics.of("chaos", PARTITIONS);
    private final ApiTroubles troubles;
    private final DemoCluster cluster;
    private final HttpProxy door;
    private final Storage storage;
    private final Broker broker;
    private final Poisoner poisoner;
    private final Witness witness;
    private final Fleet fleet;

    /** Starts all but the services. */
    Ground(ChaosOptions options, Path directory) throws IOException, InterruptedException {
        try {
            troubles = new ApiTroubles(new Random(options.seed()));
            storage = ending(new Storage(DockerRegistry.plain(directory.resolve("registry"))));
            cluster = ending(DemoCluster.open(options.kubeconfig(), directory.resolve("cluster"), options.name()));
            door = ending(HttpProxy.toApiServer(cluster.kubeconfig(), troubles));
            broker = ending(Broker.start(directory.resolve("broker")));
            createTopics();
            poisoner = ending(new Poisoner(broker.bootstrapServers(), topics));
            witness = ending(new Witness(cluster.client(), images()));
            Deployment deployment = new Deployment(directory, options.images())
                    .bus(broker.bootstrapServers(), topics)
                    .cluster(kubeconfig(directory), cluster.selector())
                    .registry(storage.registry().host());
            fleet = ending(new Fleet(deployment::start));
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T ending(T part) {
        endings.push(part);
        return part;
    }

    private void createTopics() throws InterruptedException {
        TopicsAdmin admin = new TopicsAdmin(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                RollcallConfig.defaults()
                        .kafka()
                        .withBootstrapServers(broker.bootstrapServers())
                        .withSingleReplicas(),
                TOPICS);
        for (TopicCheck check : admin.ensure(topics.all())) {
            if (!check.usable()) {
                throw new SandboxException("A topic cannot be created (%s): run it again.".formatted(check));
            }
        }
    }

    private Path kubeconfig(Path directory) throws IOException {
        return Files.writeString(
                directory.resolve("kubeconfig"), SandboxCluster.kubeconfigFor("http://" + door.host()));
    }

    private List<Watchable<GenericKubernetesResource>> images() {
        return Stream.of(Crds.virtualImages(), Crds.clusterVirtualImages())
                .map(CustomResourceDefinitionContext::fromCrd)
                .<Watchable<GenericKubernetesResource>>map(context -> cluster.client()
                        .genericKubernetesResources(context)
                        .inAnyNamespace()
                        .withLabels(cluster.labels()))
                .toList();
    }

    /** Nobody reaches the API server until it is let in again. */
    void shutDoor() {
        troubles.shut();
        door.endWatches();
    }

    /** The Events about these images that stand now. */
    List<Event> events(Set<String> uids) {
        return cluster.eventNamespaces()
                .flatMap(namespace -> cluster.client().v1().events().inNamespace(namespace).list().getItems().stream())
                .filter(event -> uids.contains(event.getInvolvedObject().getUid()))
                .toList();
    }

    Topics topics() {
        return topics;
    }

    ApiTroubles troubles() {
        return troubles;
    }

    DemoCluster cluster() {
        return cluster;
    }

    Storage storage() {
        return storage;
    }

    Broker broker() {
        return broker;
    }

    Poisoner poisoner() {
        return poisoner;
    }

    Witness witness() {
        return witness;
    }

    Fleet fleet() {
        return fleet;
    }

    /** Ends the services first, and then what they talked to. */
    @Override
    public void close() {
        RuntimeException failed = null;
        while (!endings.isEmpty()) {
            try {
                endings.pop().close();
            } catch (Exception e) {
                failed = new SandboxException(
                        "Something that was started may not have ended (%s): look for it.".formatted(e), e);
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
