package io.rollcall.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.contract.topics.Topics;
import io.rollcall.sandbox.BrokerProcess;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.standalone.chaos.history.History;
import io.rollcall.testkit.HttpDoor;
import io.rollcall.testkit.KafkaDoor;
import io.rollcall.testkit.TestCluster;
import io.rollcall.testkit.TestRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;

/** A broker, a registry and the three services, each a process of its own, with a witness. */
final class Stage implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** The status-writer's way to the API server. */
    final HttpDoor api;

    final Images images;
    final Bus bus;

    private final TestCluster cluster = TestCluster.open();
    private final String namespace = cluster.newNamespace();
    private final Topics topics = Topics.of("faults", 3);
    private final Path data;
    private final DockerRegistry registry;
    private final KafkaDoor kafka;
    private final Deployment deployment;
    private final Map<String, ServiceProcess> services = new LinkedHashMap<>();
    private BrokerProcess broker;
    private Witness witness;

    /** With no service started yet. */
    Stage(Path directory) {
        data = directory.resolve("broker");
        registry = TestRegistry.plain(directory.resolve("registry"));
        api = HttpDoor.toApiServer(cluster.kubeconfig());
        broker = BrokerProcess.start(data);
        kafka = KafkaDoor.to(broker.bootstrapServers());
        bus = new Bus(kafka.bootstrapServers(), topics);
        images = new Images(cluster, namespace, registry.host());
        witness = new Witness(cluster, namespace, bus);
        deployment = new Deployment(kafka.bootstrapServers(), topics)
                .at(cluster.kubeconfig())
                .leading(Deployment.WRITER, HttpDoor.kubeconfig(api.host(), directory.resolve("kubeconfig")))
                .with("KUBERNETES_NAMESPACES", namespace)
                .asking(registry.host(), registry.host());
    }

    void startServices() {
        List.of(Deployment.WATCHER, Deployment.PROBER, Deployment.WRITER)
                .forEach(name -> services.put(name, deployment.start(name)));
    }

    /** SIGKILL, all three; their groups hear of it at once, as they would when the sessions time out. */
    void killServices() {
        services.values().forEach(ServiceProcess::kill);
        bus.expelAll();
    }

    ServiceProcess service(String name) {
        return services.get(name);
    }

    void awaitReady() {
        services.values().forEach(ServiceProcess::awaitReady);
    }

    /** SIGKILL. */
    void killBroker() {
        broker.kill();
    }

    /** On the data of the one that was killed. Its port is another, which clients do not see. */
    void startBroker() {
        broker = BrokerProcess.start(data);
        kafka.leadTo(broker.bootstrapServers());
    }

    /** An image whose data is in the registry. */
    GenericKubernetesResource pushed(String name) {
        GenericKubernetesResource image = images.ready(name);
        registry.push("vi/" + namespace + "/" + name, image.getMetadata().getUid(), Manifest.OCI);
        return image;
    }

    /** Every image answers 404 from now on. */
    void loseStorage() {
        registry.loseStorage();
    }

    /** Every image is there again. Does nothing where none was lost. */
    void findStorage() {
        registry.restoreStorage();
    }

    History history() {
        return witness.history();
    }

    /** From now on another witness, who knows nothing of what was; nor does the API server, as it does after an hour. */
    void forget() {
        witness.close();
        var unused = cluster.client().v1().events().inNamespace(namespace).delete();
        witness = new Witness(cluster, namespace, bus);
    }

    /**
     * Waits until the last that was said of each is that it is Ready, and there: nothing more is to come of what was before.
     *
     * @return how many flips there were so far
     */
    int awaitAtRest(List<GenericKubernetesResource> all) {
        eventually(() -> {
            Map<String, ProbeResult> last = new HashMap<>();
            bus.events(topics.probeResults(), ProbeResult.class).forEach(it -> last.put(it.uid(), it));
            assertThat(all).allSatisfy(image -> {
                ProbeResult result = last.get(image.getMetadata().getUid());
                assertThat(result).isNotNull();
                assertThat(result.verdict()).isInstanceOf(Verdict.Present.class);
                assertThat(result.context().path("phase").asText()).isEqualTo("Ready");
            });
        });
        return history().flips().size();
    }

    void eventually(ThrowingRunnable holds) {
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

    @Override
    public void close() {
        services.values().forEach(ServiceProcess::close);
        witness.close();
        bus.close();
        kafka.close();
        broker.close();
        api.close();
        registry.close();
        cluster.close();
    }
}
