package io.rollcall.standalone.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.topics.Topics;
import io.rollcall.testkit.FullLength;
import io.rollcall.testkit.Hold;
import io.rollcall.testkit.Hold.Step;
import io.rollcall.testkit.HttpDoor;
import io.rollcall.testkit.KafkaDoor;
import io.rollcall.testkit.TestBroker;
import io.rollcall.testkit.TestCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.protocol.ApiKeys;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watcher is killed (SIGKILL) or stands still (SIGSTOP); in the end the log says what the API server says. */
class WatcherKilledIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int IMAGES = 30;
    private static final Duration STANDS_STILL = Duration.ofSeconds(60);
    private static final String SHORT_SESSION = "session.timeout.ms=2000\nheartbeat.interval.ms=500\n";

    private final TestCluster cluster = TestCluster.open();
    private final HttpDoor api = HttpDoor.toApiServer(cluster.kubeconfig());
    private final KafkaDoor kafka = KafkaDoor.to(TestBroker.shared().bootstrapServers());
    private final Topics topics = Topics.of(TestBroker.shared().uniquePrefix(), 3);
    private final Bus bus = new Bus(TestBroker.shared().bootstrapServers(), topics);
    private final String namespace = cluster.newNamespace();
    private final Images images = new Images(cluster, namespace, "registry.test:5000");
    private Deployment deployment;

    @BeforeEach
    void deploy(@TempDir Path directory) {
        deployment = new Deployment(kafka.bootstrapServers(), topics)
                .at(HttpDoor.kubeconfig(api.host(), directory.resolve("kubeconfig")))
                .with("KUBERNETES_NAMESPACES", namespace);
    }

    @AfterEach
    void close() {
        bus.close();
        kafka.close();
        api.close();
        cluster.close();
    }

    /** Amid its first list; amid publishing what it found; and an image goes while none runs. */
    @Test
    void shouldPublishEachImageWhenKilledAmidListingAndPublishing() {
        // Given
        List<GenericKubernetesResource> all = new ArrayList<>(IntStream.range(0, IMAGES)
                .mapToObj(i -> images.ready("image-" + i))
                .toList());

        // When
        Hold list = api.hold(Step.AFTER, "GET", namespace + "/virtualimages");
        try (ServiceProcess watcher = deployment.start(Deployment.WATCHER)) {
            list.awaitReached();
            watcher.kill();
        }
        list.drop();
        bus.expelAll();
        deployment.leading(Deployment.WATCHER, cluster.kubeconfig());

        // Then
        assertThat(bus.records(topics.images())).isEmpty();

        // When
        Hold publish = kafka.hold(Step.AFTER, ApiKeys.PRODUCE, Deployment.WATCHER);
        try (ServiceProcess watcher = deployment.start(Deployment.WATCHER)) {
            publish.awaitReached();
            watcher.kill();
        }
        publish.drop();
        bus.expelAll();
        List<String> published = List.copyOf(log().keySet());
        assertThat(published).isNotEmpty();
        GenericKubernetesResource gone = all.stream()
                .filter(it -> published.contains(Images.key(it).toString()))
                .findFirst()
                .orElseThrow();
        all.remove(gone);
        images.delete(gone);

        // Then
        try (ServiceProcess watcher = deployment.start(Deployment.WATCHER)) {
            eventually(watcher, () -> assertThat(log()).isEqualTo(expected(all)));
            assertThat(bus.records(topics.images()))
                    .filteredOn(it -> it.value() == null)
                    .hasSize(1);
        }
    }

    /**
     * What the old owner sent, it sent before it stood still; it arrives when the broker has missed the old owner, and the new one
     * has said something newer. A minute of standing still, at full length, is no more than the seconds here: beyond the end of its
     * session nothing is left that anybody waits for, and when it wakes up it knows as little.
     */
    @Test
    void shouldCorrectTheLastWordOfAZombie(@TempDir Path directory) throws Exception {
        // Given
        Path client = directory.resolve("client.properties");
        Files.writeString(client, FullLength.isWanted() ? "" : SHORT_SESSION);
        deployment.leading(Deployment.WATCHER, cluster.kubeconfig()).with("KAFKA_CONFIG", client.toString());
        GenericKubernetesResource image = images.ready("ubuntu");
        Hold stale = kafka.hold(Step.BEFORE, ApiKeys.PRODUCE, topics.prefix() + "-one");
        try (ServiceProcess zombie = deployment.start(Deployment.WATCHER)) {
            stale.awaitReached();
            zombie.pause();
            Instant paused = Instant.now();
            GenericKubernetesResource lost = images.set(image, "ImageLost", Instant.now());

            // When
            try (ServiceProcess heir = deployment.start(Deployment.WATCHER, "two")) {
                eventually(heir, () -> assertThat(log()).isEqualTo(expected(List.of(lost))));
                FullLength.lasts(paused, STANDS_STILL);
                stale.release();
                eventually(heir, () -> assertThat(phases()).containsExactly("ImageLost", "Ready", "ImageLost"));
                zombie.resume();

                // Then
                eventually(zombie, () -> assertThat(bus.members()).isEqualTo(2));
                GenericKubernetesResource failed = images.set(lost, "Failed", Instant.now());
                eventually(heir, () -> assertThat(log()).isEqualTo(expected(List.of(failed))));
                assertThat(phases())
                        .startsWith("ImageLost", "Ready", "ImageLost")
                        .containsOnlyOnce("Ready");
            }
        }
    }

    /** What the last record of each image says: its uid and phase. Images whose last record is a tombstone are not in it. */
    private Map<String, String> log() {
        Map<String, String> last = new LinkedHashMap<>();
        EventCodec<ImageState> codec = EventCodec.of(ImageState.class);
        for (ConsumerRecord<byte[], byte[]> record : bus.records(topics.images())) {
            String key = new String(record.key(), UTF_8);
            if (record.value() == null) {
                last.remove(key);
            } else {
                ImageState state = ((Decoded.Event<ImageState>) codec.decode(record.value())).value();
                last.put(key, state.uid() + " " + state.facts().path("phase").asText());
            }
        }
        return last;
    }

    private List<String> phases() {
        return bus.events(topics.images(), ImageState.class).stream()
                .map(it -> it.facts().path("phase").asText())
                .toList();
    }

    private static Map<String, String> expected(List<GenericKubernetesResource> objects) {
        return objects.stream()
                .collect(Collectors.toMap(
                        it -> Images.key(it).toString(),
                        it -> it.getMetadata().getUid() + " " + it.<String>get("status", "phase")));
    }

    private static void eventually(ServiceProcess watcher, ThrowingRunnable holds) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            try {
                holds.run();
            } catch (AssertionError e) {
                throw new AssertionError(e.getMessage() + "\n" + watcher.log(), e);
            }
        });
    }
}
