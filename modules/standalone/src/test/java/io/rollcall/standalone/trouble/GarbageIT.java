package io.rollcall.standalone.trouble;

import static io.rollcall.testkit.ImageAssert.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.contract.codec.DeadLetter;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.topics.TopicSpec;
import io.rollcall.sandbox.BuiltInRegistry;
import io.rollcall.standalone.CommandRun;
import io.rollcall.standalone.services.Services;
import io.rollcall.testkit.TestBroker;
import io.rollcall.testkit.TestCluster;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Records that nobody can read, on every topic that anybody reads: set aside whole, counted, and survived. */
class GarbageIT {
    private static final String VI = "virtualimages.virtualization.deckhouse.io";

    private static Wire wire;
    private static TestCluster cluster;
    private static BuiltInRegistry registry;
    private static OneService watcher;
    private static OneService prober;
    private static OneService writer;

    @BeforeAll
    static void start() {
        wire = Wire.shared(1);
        cluster = TestCluster.open();
        registry = BuiltInRegistry.start();
        Map<String, String> settings = wire.settings(Map.of(
                "mode", "write",
                "kubernetes.kubeconfig", cluster.kubeconfig().toString(),
                "registries[0].host", registry.host()));
        watcher = OneService.start(Services.WATCHER, settings);
        prober = OneService.start(Services.PROBER, settings);
        writer = OneService.start(Services.STATUS_WRITER, settings);
        all().forEach(OneService::awaitReady);
    }

    @AfterAll
    static void stop() {
        all().forEach(OneService::close);
        registry.close();
        cluster.close();
        wire.close();
    }

    private static Stream<OneService> all() {
        return Stream.of(watcher, prober, writer);
    }

    @Test
    void shouldSetAsideWhatCannotBeReadAmongImages() {
        // Given
        Map<String, byte[]> garbage = new LinkedHashMap<>(Garbage.ofAnyTopic());
        ImageKey other = new ImageKey(VI, "nowhere", "other");
        garbage.put("a request", Garbage.requestOf("registry/vi/a", null));
        garbage.put("another image", Garbage.stateOf(other));

        // When
        Map<String, RecordMetadata> sent = send(wire.topics().images(), VI + "/nowhere/", garbage);
        assertThatThrownBy(() -> wire.send(wire.topics().images(), null, Garbage.stateOf(other)))
                .hasStackTraceContaining("Compacted topic cannot accept message without key");
        sent.put("no key of an image", wire.send(wire.topics().images(), "ubuntu", Garbage.stateOf(other)));

        // Then
        assertSetAside(sent, garbage, 2);
        assertCounted(watcher, wire.topics().images(), sent.size());
        assertCounted(prober, wire.topics().images(), sent.size());
        assertThatTheNextGoodRecordIsServed();
    }

    @Test
    void shouldSetAsideWhatCannotBeReadAmongRequests() {
        // Given
        Map<String, byte[]> garbage = new LinkedHashMap<>(Garbage.ofAnyTopic());
        garbage.put("an image", Garbage.stateOf(new ImageKey(VI, "nowhere", "other")));
        garbage.put("another repository", Garbage.requestOf("registry/vi/b", null));
        garbage.put("no reference", Garbage.requestOf("registry/vi/no reference", "no reference"));
        garbage.put("a tombstone", null);

        // When
        Map<String, RecordMetadata> sent = send(wire.topics().probeRequests(), "registry/vi/", garbage);
        sent.put("no key", wire.send(wire.topics().probeRequests(), null, Garbage.requestOf("registry/vi/a", null)));

        // Then
        assertSetAside(sent, garbage, 1);
        assertCounted(prober, wire.topics().probeRequests(), sent.size());
        assertThatTheNextGoodRecordIsServed();
    }

    @Test
    void shouldSetAsideWhatCannotBeReadAmongResults() {
        // Given
        GenericKubernetesResource image =
                cluster.images().createVirtualImage(cluster.newNamespace(), "spoken-of", "elsewhere.test:5000");
        String result = new String(Probed.absent(image), UTF_8);
        Map<String, byte[]> garbage = new LinkedHashMap<>(Garbage.ofAnyTopic());
        garbage.put("a request", Garbage.requestOf("registry/vi/a", null));
        garbage.put("another image", result.getBytes(UTF_8));
        garbage.put(
                "less than once in a row",
                result.replace("\"consecutive\":1", "\"consecutive\":-1").getBytes(UTF_8));
        garbage.put(
                "a verdict without evidence",
                result.replaceFirst("\"startedAt\":\"[^\"]*\",", "").getBytes(UTF_8));
        garbage.put("a tombstone", null);

        // When
        Map<String, RecordMetadata> sent = send(wire.topics().probeResults(), VI + "/nowhere/", garbage);
        sent.put("no key", wire.send(wire.topics().probeResults(), null, result.getBytes(UTF_8)));

        // Then
        assertSetAside(sent, garbage, 1);
        assertThat(letters())
                .filteredOn(letter -> header(letter, DeadLetter.TOPIC)
                        .equals(wire.topics().probeResults().name()))
                .hasSameSizeAs(sent.entrySet());
        assertCounted(writer, wire.topics().probeResults(), sent.size());
        assertThat(cluster.images().handle(image).get()).hasPhase("Ready");
        assertThatTheNextGoodRecordIsServed();
    }

    @Test
    void shouldReadWhatANewerVersionWroteWhereItCanBeRead() {
        // Given
        GenericKubernetesResource image =
                cluster.images().createVirtualImage(cluster.newNamespace(), "of-the-future", "elsewhere.test:5000");
        String result = new String(Probed.absent(image), UTF_8)
                .replace("\"schemaVersion\":1", "\"schemaVersion\":99,\"mood\":\"sombre\"");

        // When
        RecordMetadata where =
                wire.send(wire.topics().probeResults(), Probed.key(image).toString(), result.getBytes(UTF_8));

        // Then
        eventually(() -> assertThat(cluster.images().handle(image).get()).hasPhase("ImageLost"));
        assertThat(of(where, letters())).isEmpty();
    }

    @Test
    void shouldLeaveOutWhatIsNoAlertAndPrintTheRest() {
        // Given
        TopicSpec alerts = wire.topics().alerts();
        Map<String, byte[]> garbage = Garbage.ofAnyTopic();
        Map<String, RecordMetadata> sent = send(alerts, VI + "/nowhere/", garbage);
        String good = assertThatTheNextGoodRecordIsServed();

        // When
        CommandRun run = CommandRun.of(
                "alerts",
                "--bootstrap-servers",
                TestBroker.shared().bootstrapServers(),
                "--set",
                "kafka.topicPrefix=" + wire.topics().prefix());

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains(good).doesNotContain("\u001b");
        sent.forEach((what, where) -> assertThat(run.err())
                .as(what)
                .contains("the record at %s-%d offset %d is no alert ("
                        .formatted(alerts.name(), where.partition(), where.offset()))
                .doesNotContain("\u001b"));
    }

    private static Map<String, RecordMetadata> send(TopicSpec topic, String keys, Map<String, byte[]> garbage) {
        Map<String, RecordMetadata> sent = new LinkedHashMap<>();
        garbage.forEach((what, value) -> sent.put(what, wire.send(topic, keys + what.replace(' ', '-'), value)));
        return sent;
    }

    private static List<ConsumerRecord<byte[], byte[]>> letters() {
        return wire.records(wire.topics().deadLetters());
    }

    private static List<ConsumerRecord<byte[], byte[]>> of(
            RecordMetadata source, List<ConsumerRecord<byte[], byte[]>> letters) {
        return letters.stream()
                .filter(letter -> header(letter, DeadLetter.TOPIC).equals(source.topic())
                        && header(letter, DeadLetter.PARTITION).equals(String.valueOf(source.partition()))
                        && header(letter, DeadLetter.OFFSET).equals(String.valueOf(source.offset())))
                .toList();
    }

    /** @param readers how many services read the topic: each sets it aside on its own */
    private static void assertSetAside(Map<String, RecordMetadata> sent, Map<String, byte[]> garbage, int readers) {
        eventually(() -> {
            List<ConsumerRecord<byte[], byte[]>> letters = letters();
            sent.forEach(
                    (what, where) -> assertThat(of(where, letters)).as(what).hasSize(readers));
        });
        List<ConsumerRecord<byte[], byte[]>> letters = letters();
        garbage.forEach((what, value) -> assertThat(of(sent.get(what), letters))
                .as(what)
                .allSatisfy(letter -> {
                    assertThat(letter.value()).isEqualTo(value);
                    assertThat(letter.key()).asString(UTF_8).endsWith(what.replace(' ', '-'));
                    assertThat(header(letter, DeadLetter.REASON)).isNotBlank();
                    assertThat(header(letter, DeadLetter.CLUSTER)).isEqualTo("test");
                }));
    }

    private static void assertCounted(OneService service, TopicSpec topic, int letters) {
        eventually(() -> assertThat(service.count("rollcall.dead.letters", "topic", topic.name()))
                .isEqualTo(letters));
        assertThat(service.health().alive()).isTrue();
    }

    /** @return the name of an image that was published, probed, found absent and written */
    private static String assertThatTheNextGoodRecordIsServed() {
        GenericKubernetesResource image =
                cluster.images().createVirtualImage(cluster.newNamespace(), "good", registry.host());
        eventually(() -> assertThat(cluster.images().handle(image).get()).hasPhase("ImageLost"));
        all().forEach(OneService::awaitReady);
        return image.getMetadata().getNamespace() + "/good";
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    private static void eventually(ThrowingRunnable holds) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(holds);
    }
}
