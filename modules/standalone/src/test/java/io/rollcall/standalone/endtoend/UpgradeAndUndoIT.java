package io.rollcall.standalone.endtoend;

import static io.rollcall.testkit.ImageAssert.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.alert.AlertType;
import io.rollcall.contract.kind.ImageKinds;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.topics.Topics;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.kafka.TopicCheck;
import io.rollcall.runtime.kafka.TopicsAdmin;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.testkit.TestBroker;
import io.rollcall.testkit.TestCluster;
import io.rollcall.testkit.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/upgrade-and-undo.md says of a bus that is another version's, or gone. */
class UpgradeAndUndoIT {
    private static final Path GOLDEN = Path.of("..", "contract", "src", "test", "resources", "golden", "v1");
    private static final String THIRD_KIND = "channels.images.example.com/team-b/stable";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Object> BROKER =
            Map.of("bootstrap.servers", TestBroker.shared().bootstrapServers());

    private final String prefix = TestBroker.shared().uniquePrefix();
    private final Topics topics = Pipeline.topics(prefix);

    @TempDir
    private Path directory;

    @Test
    void shouldLoseHistoryAndNothingElseWhenAllTopicsAreLost() throws Exception {
        try (TestCluster cluster = TestCluster.open();
                DockerRegistry registry = TestRegistry.plain(directory)) {
            // Given
            GenericKubernetesResource image =
                    cluster.images().createVirtualImage(cluster.newNamespace(), "ubuntu", registry.host());
            try (Pipeline before = pipeline(cluster, registry)) {
                awaitPhase(cluster, image, "ImageLost");
                awaitThat(() -> assertThat(before.alerts(image)).hasSize(1));
            }

            // When
            deleteTopics();
            try (Pipeline after = pipeline(cluster, registry)) {
                awaitThat(() -> assertThat(after.isReady()).isTrue());
                push(registry, image);

                // Then
                awaitPhase(cluster, image, "Ready");
                awaitThat(() -> assertThat(after.alerts(image))
                        .extracting(Alert::type)
                        .containsExactly(AlertType.IMAGE_RECOVERED));
                assertThat(Pipeline.events(cluster, image)).hasSize(2);
            }
        }
    }

    @Test
    void shouldWorkWhenTheBusWasFilledByOtherVersions() throws Exception {
        try (TestCluster cluster = TestCluster.open();
                DockerRegistry registry = TestRegistry.plain(directory)) {
            // Given
            fill();
            GenericKubernetesResource image =
                    cluster.images().createVirtualImage(cluster.newNamespace(), "ubuntu", registry.host());

            // When
            try (Pipeline pipeline = pipeline(cluster, registry)) {

                // Then
                awaitPhase(cluster, image, "ImageLost");
                awaitThat(() -> assertThat(pipeline.alerts(image)).hasSize(1));
                assertThat(pipeline.read(topics.deadLetters().name())).isEmpty();
                assertThat(pipeline.read(topics.images().name()))
                        .filteredOn(it -> new String(it.key(), UTF_8).equals(THIRD_KIND))
                        .hasSize(2)
                        .allMatch(it -> it.value() != null);
            }
        }
    }

    /** Every golden record that a service reads, once as version 1 wrote it and once with what a later one may add. */
    private void fill() throws Exception {
        TopicsAdmin admin = new TopicsAdmin(
                BROKER,
                RollcallConfig.defaults()
                        .kafka()
                        .withBootstrapServers(TestBroker.shared().bootstrapServers())
                        .withSingleReplicas(),
                Duration.ofSeconds(20));
        assertThat(admin.ensure(topics.all())).allMatch(TopicCheck::usable);
        try (KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(BROKER, new ByteArraySerializer(), new ByteArraySerializer());
                Stream<Path> files = Files.walk(GOLDEN)) {
            for (Path file : files.filter(UpgradeAndUndoIT::isRead).toList()) {
                JsonNode record = JSON.readTree(text(file));
                send(producer, record);
                ((ObjectNode) record.path("value"))
                        .put("schemaVersion", 2)
                        .putObject("later")
                        .put("moon", "full");
                send(producer, record);
            }
        }
    }

    private void send(KafkaProducer<byte[], byte[]> producer, JsonNode record) throws Exception {
        String topic = record.path("topic").asText().replaceFirst("^rollcall\\.", prefix + ".");
        byte[] key = record.path("key").asText().getBytes(UTF_8);
        producer.send(new ProducerRecord<>(topic, key, JSON.writeValueAsBytes(record.path("value"))))
                .get();
    }

    private static boolean isRead(Path file) {
        return Set.of("image-state", "probe-request", "probe-result")
                        .contains(file.getParent().getFileName().toString())
                && !file.endsWith("tombstone.json");
    }

    /** Of the cluster that this test's services serve. */
    private static String text(Path file) throws IOException {
        return Files.readString(file).replace("\"prod\"", "\"default\"");
    }

    private void deleteTopics() throws Exception {
        try (Admin admin = Admin.create(BROKER)) {
            Set<String> ours = admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith(prefix))
                    .collect(Collectors.toSet());
            assertThat(ours).hasSizeGreaterThan(topics.all().size());
            admin.deleteTopics(ours).all().get();
            awaitThat(() -> assertThat(admin.listTopics().names().get()).doesNotContainAnyElementsOf(ours));
        }
    }

    private Pipeline pipeline(TestCluster cluster, DockerRegistry registry) {
        List<ResourceKind> kinds = ImageKinds.all(Duration.ofSeconds(1), Duration.ofSeconds(2));
        return new Pipeline(prefix, cluster, registry.host(), kinds, Map.of());
    }

    private static void push(DockerRegistry registry, GenericKubernetesResource image) {
        JsonNode status = JSON.valueToTree(image).path("status");
        String url = status.path("target").path("registryURL").asText();
        String path = url.substring(url.indexOf('/') + 1);
        int colon = path.lastIndexOf(':');
        registry.push(path.substring(0, colon), path.substring(colon + 1), Manifest.DOCKER);
    }

    private static void awaitPhase(TestCluster cluster, GenericKubernetesResource image, String phase) {
        awaitThat(() -> assertThat(cluster.images().handle(image).get()).hasPhase(phase));
    }

    private static void awaitThat(ThrowingRunnable holds) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(holds);
    }
}
