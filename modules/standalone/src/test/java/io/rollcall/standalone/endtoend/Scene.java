package io.rollcall.standalone.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.kind.ImageKinds;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.transition.Transition;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.SampleImages;
import io.rollcall.testkit.FlakyProxy;
import io.rollcall.testkit.HttpDoor;
import io.rollcall.testkit.TestBroker;
import io.rollcall.testkit.TestCluster;
import io.rollcall.testkit.TestRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ThrowingRunnable;

/**
 * One cluster, one registry with two addresses, and the three services, for all tests of a class. Each test has images of its
 * own names. Only images that bear the scene's label are watched.
 */
final class Scene implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LABEL = "rollcall.test/scene";

    final TestCluster cluster = TestCluster.open();
    /** The way of all three services to the API server. */
    final HttpDoor api = HttpDoor.toApiServer(cluster.kubeconfig());

    final DockerRegistry registry;
    /** Another address of the same registry, with a circuit breaker of its own, that can be taken away. */
    final FlakyProxy flaky;

    final Pipeline pipeline;
    private final SampleImages images;

    Scene(Path directory) {
        String label = cluster.clusterName("scene");
        images = new SampleImages(cluster.client(), Clock.systemUTC(), Map.of(LABEL, label));
        registry = TestRegistry.plain(directory);
        flaky = FlakyProxy.to(registry.host());
        pipeline = new Pipeline(
                cluster,
                registry.host(),
                ImageKinds.all(Duration.ofSeconds(1), Duration.ofSeconds(2)),
                Map.of(
                        "kubernetes.kubeconfig",
                                HttpDoor.kubeconfig(api.host(), directory.resolve("kubeconfig"))
                                        .toString(),
                        "kubernetes.labelSelector", LABEL + "=" + label,
                        "registries[0].policy.freshness", "0s",
                        "registries[1].policy.freshness", "0s",
                        "registries[1].host", flaky.host(),
                        "registries[1].policy.backoffMax", "2s",
                        "prober.breaker.open", "1s"));
    }

    /** Begins a VirtualImage that will lie in the registry where upstream would put it. */
    LiveImage virtualImage(String namespace, String name) {
        return virtualImage(namespace, name, "ContainerRegistry", images);
    }

    /** Begins one that no service sees. */
    LiveImage unlabelledImage(String namespace, String name) {
        return virtualImage(namespace, name, "ContainerRegistry", cluster.images());
    }

    /** Begins one with that {@code spec.storage}. */
    LiveImage storedImage(String namespace, String name, String storage) {
        return virtualImage(namespace, name, storage, images);
    }

    private LiveImage virtualImage(String namespace, String name, String storage, SampleImages samples) {
        GenericKubernetesResource begun = samples.beginVirtualImage(namespace, name, storage);
        return new LiveImage(this, samples, begun, registry.host() + "/vi/" + namespace + "/" + name);
    }

    /** Begins a ClusterVirtualImage likewise. */
    LiveImage clusterImage(String name) {
        GenericKubernetesResource begun = images.beginClusterVirtualImage(name);
        return new LiveImage(this, images, begun, registry.host() + "/cvi/" + name);
    }

    /** All probe results for the object with this uid, in order. */
    List<ProbeResult> results(String uid) {
        return decoded(pipeline.topics().probeResults().name(), ProbeResult.class, ProbeResult::uid, uid);
    }

    /** All transitions of the object with this uid, in order. */
    List<Transition> transitions(String uid) {
        return decoded(pipeline.topics().transitions().name(), Transition.class, Transition::uid, uid);
    }

    private <E> List<E> decoded(String topic, Class<E> type, Function<E, String> uidOf, String uid) {
        EventCodec<E> codec = EventCodec.of(type);
        return pipeline.read(topic).stream()
                .map(record -> decoded(codec, record))
                .filter(event -> uidOf.apply(event).equals(uid))
                .toList();
    }

    private static <E> E decoded(EventCodec<E> codec, ConsumerRecord<byte[], byte[]> record) {
        return ((Decoded.Event<E>) codec.decode(record.value())).value();
    }

    /** What the watcher last said of the VirtualImage: the record's value, {@code deleted} or {@code nothing}. */
    String lastSaidOf(LiveImage image) {
        ObjectMeta metadata = image.metadata();
        String key = "virtualimages.virtualization.deckhouse.io/" + metadata.getNamespace() + "/" + metadata.getName();
        return pipeline.read(pipeline.topics().images().name()).stream()
                .filter(record -> new String(record.key(), UTF_8).equals(key))
                .reduce((earlier, later) -> later)
                .map(record -> record.value() == null ? "deleted" : new String(record.value(), UTF_8))
                .orElse("nothing");
    }

    /** Puts what was once said on the bus again, as a late delivery would. */
    void deliverAgain(ProbeResult result) {
        EventCodec<ProbeResult> codec = EventCodec.of(ProbeResult.class);
        ConsumerRecord<byte[], byte[]> said = pipeline
                .read(pipeline.topics().probeResults().name())
                .stream()
                .filter(record -> decoded(codec, record).equals(result))
                .findFirst()
                .orElseThrow();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", TestBroker.shared().bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var unused = producer.send(new ProducerRecord<>(said.topic(), said.partition(), said.key(), said.value()));
        }
    }

    /** Waits until it holds; if it never does, says what keeps the services from being ready. */
    void awaitThat(ThrowingRunnable holds) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            try {
                holds.run();
            } catch (AssertionError e) {
                throw new AssertionError(
                        e.getMessage() + pipeline.troubles().stream().collect(joining("\n", "\n", "")), e);
            }
        });
    }

    @Override
    public void close() throws IOException {
        pipeline.close();
        flaky.close();
        registry.close();
        api.close();
        cluster.close();
    }
}
