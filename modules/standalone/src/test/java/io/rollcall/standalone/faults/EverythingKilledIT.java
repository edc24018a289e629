package io.rollcall.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.contract.topics.Topics;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.testkit.Hold;
import io.rollcall.testkit.Hold.Step;
import io.rollcall.testkit.HttpDoor;
import io.rollcall.testkit.ImageAssert;
import io.rollcall.testkit.KafkaDoor;
import io.rollcall.testkit.TestCluster;
import io.rollcall.testkit.TestRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Three services, a broker and a registry, each a process of its own; whatever ends, ends by SIGKILL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EverythingKilledIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int IMAGES = 50;
    private static final List<String> SERVICES = List.of(Deployment.WATCHER, Deployment.PROBER, Deployment.WRITER);

    private final TestCluster cluster = TestCluster.open();
    private final HttpDoor api = HttpDoor.toApiServer(cluster.kubeconfig());
    private final Topics topics = Topics.of("faults", 3);
    private final String namespace = cluster.newNamespace();
    private Path data;
    private BrokerProcess broker;
    private KafkaDoor kafka;
    private DockerRegistry registry;
    private Images images;
    private Bus bus;
    private Witness witness;
    private Deployment deployment;
    private Map<String, ServiceProcess> services;

    @BeforeAll
    void start(@TempDir Path directory) {
        data = directory.resolve("broker");
        registry = TestRegistry.plain(directory.resolve("registry"));
        broker = BrokerProcess.start(data);
        kafka = KafkaDoor.to(broker.bootstrapServers());
        bus = new Bus(kafka.bootstrapServers(), topics);
        images = new Images(cluster, namespace, registry.host());
        witness = new Witness(cluster, namespace, bus);
        deployment = new Deployment(kafka.bootstrapServers(), topics)
                .at(cluster.kubeconfig())
                .leading(Deployment.WRITER, HttpDoor.kubeconfig(api.host(), directory.resolve("kubeconfig")))
                .with("KUBERNETES_NAMESPACES", namespace)
                .asking(registry.host(), registry.host())
                .clientProperties(
                        directory,
                        "consumer.session.timeout.ms=6000",
                        "consumer.heartbeat.interval.ms=1000",
                        "main.consumer.session.timeout.ms=6000",
                        "main.consumer.heartbeat.interval.ms=1000");
        startServices();
    }

    private void startServices() {
        Map<String, ServiceProcess> all = new java.util.LinkedHashMap<>();
        SERVICES.forEach(name -> all.put(name, deployment.start(name)));
        services = all;
    }

    @AfterAll
    void stop() {
        services.values().forEach(ServiceProcess::close);
        witness.close();
        bus.close();
        kafka.close();
        broker.close();
        api.close();
        registry.close();
        cluster.close();
    }

    @Test
    void shouldLoseEachImageOnceWhenAllThreeAreKilledAmidAMassLoss() {
        // Given
        List<GenericKubernetesResource> all =
                IntStream.range(0, IMAGES).mapToObj(i -> pushed("mass-" + i)).toList();
        awaitProbed(all);
        Hold amid = api.hold(Step.AFTER, new AfterSome(IMAGES / 3));

        // When
        registry.loseStorage();
        amid.awaitReached();
        services.values().forEach(ServiceProcess::kill);
        amid.drop();
        startServices();

        // Then
        eventually(() -> {
            assertThat(all).allSatisfy(image -> ImageAssert.assertThat(images.fresh(image))
                    .hasPhase("ImageLost")
                    .restOfStatusEquals(image));
            Guarantee.assertHeld(witness.history());
        });

        // When
        registry.restoreStorage();

        // Then
        eventually(() -> {
            assertThat(all).allSatisfy(image -> ImageAssert.assertThat(images.fresh(image))
                    .hasPhase("Ready"));
            History history = witness.history();
            Guarantee.assertHeld(history);
            assertThat(history.flips()).hasSize(2 * IMAGES);
        });
        all.forEach(images::delete);
    }

    @Test
    void shouldGoOnByThemselvesWhenTheBrokerIsKilledAndComesBack() {
        // Given
        List<GenericKubernetesResource> all =
                Stream.of("kept-1", "kept-2", "kept-3").map(this::pushed).toList();
        awaitProbed(all);
        services.values().forEach(ServiceProcess::awaitReady);

        // When
        broker.kill();
        GenericKubernetesResource born = pushed("born-meanwhile");
        registry.loseStorage();

        // Then
        services.values().forEach(service -> service.awaitUnready("afka"));

        // When
        broker = BrokerProcess.start(data);
        kafka.leadTo(broker.bootstrapServers());

        // Then
        eventually(() -> {
            assertThat(Stream.concat(all.stream(), Stream.of(born)))
                    .allSatisfy(
                            image -> ImageAssert.assertThat(images.fresh(image)).hasPhase("ImageLost"));
            Guarantee.assertHeld(witness.history());
        });
        services.values().forEach(ServiceProcess::awaitReady);
        registry.restoreStorage();
    }

    /** How many patches have passed, and whether this is the one that is meant. */
    private static final class AfterSome implements java.util.function.Predicate<HttpDoor.Request> {
        private final java.util.concurrent.atomic.AtomicInteger left;

        private AfterSome(int patches) {
            this.left = new java.util.concurrent.atomic.AtomicInteger(patches);
        }

        @Override
        public boolean test(HttpDoor.Request request) {
            return request.method().equals("PATCH") && left.getAndDecrement() == 0;
        }
    }

    private GenericKubernetesResource pushed(String name) {
        GenericKubernetesResource image = images.ready(name);
        registry.push("vi/" + namespace + "/" + name, image.getMetadata().getUid(), Manifest.OCI);
        return witness.follow(image);
    }

    private void awaitProbed(List<GenericKubernetesResource> all) {
        eventually(() -> assertThat(witness.history().results())
                .extracting(it -> it.uid())
                .containsAll(all.stream().map(it -> it.getMetadata().getUid()).toList()));
    }

    private void eventually(ThrowingRunnable holds) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).untilAsserted(() -> {
            try {
                holds.run();
            } catch (AssertionError e) {
                String logs = String.join(
                        "\n",
                        services.values().stream().map(ServiceProcess::log).toList());
                throw new AssertionError(e.getMessage() + "\n" + logs, e);
            }
        });
    }
}
