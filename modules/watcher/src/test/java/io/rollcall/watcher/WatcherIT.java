package io.rollcall.watcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.contract.codec.DeadLetter;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.kind.Projection;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.sandbox.SampleImages;
import io.rollcall.testkit.TestBroker;
import io.rollcall.testkit.TestCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a real broker, and on a real API server where one is named. */
class WatcherIT {
    private static final String VI = "virtualimages.virtualization.deckhouse.io";
    private static final String CVI = "clustervirtualimages.virtualization.deckhouse.io";

    private final TestCluster cluster = TestCluster.open();
    private final SampleImages images = cluster.images();
    private final Bus bus = new Bus();
    private final ImagesTopic topic = bus.images();
    private String namespace;
    private RollcallConfig config;

    @BeforeEach
    void configure() {
        namespace = cluster.newNamespace();
        config = bus.config(cluster.kubeconfig(), namespace);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void shouldKeepTheLogRightWhenImagesAreCreatedChangedAndDeleted() {
        try (Replica replica = ready("one")) {
            // Given
            GenericKubernetesResource image = images.createVirtualImage(namespace, "ubuntu", "dvcr.example");
            GenericKubernetesResource wide = images.createClusterVirtualImage(cluster.clusterName("u"), "dvcr.example");
            eventually().untilAsserted(() -> {
                assertThat(topic.phase(key("ubuntu"))).isEqualTo("Ready");
                assertThat(topic.phase(new ImageKey(CVI, "", wide.getMetadata().getName())))
                        .isEqualTo("Ready");
            });
            ImageState first = topic.last(key("ubuntu")).orElseThrow();
            assertThat(first.uid()).isEqualTo(image.getMetadata().getUid());
            assertThat(first.cluster()).isEqualTo("blue");
            assertThat(first.asks()).hasSize(1);

            // When
            annotate(image, Projection.SUSPEND, "true");

            // Then
            eventually()
                    .untilAsserted(() -> assertThat(topic.last(key("ubuntu"))).hasValueSatisfying(state -> {
                        assertThat(state.suspended()).isTrue();
                        assertThat(state.asks()).isEmpty();
                    }));

            // When
            images.handle(image).delete();

            // Then
            eventually()
                    .untilAsserted(() -> assertThat(topic.phase(key("ubuntu"))).isEqualTo("tombstone"));
            assertThat(replica.count("rollcall.images.tombstones")).isEqualTo(1);
        }
    }

    @Test
    void shouldPublishTheNewObjectWhenOneIsDeletedAndCreatedAnewUnderItsName() {
        try (Replica replica = ready("one")) {
            // Given
            GenericKubernetesResource old = images.createVirtualImage(namespace, "ubuntu", "dvcr.example");
            eventually()
                    .untilAsserted(() -> assertThat(topic.phase(key("ubuntu"))).isEqualTo("Ready"));

            // When
            images.handle(old).delete();
            GenericKubernetesResource anew = images.createVirtualImage(namespace, "ubuntu", "dvcr.example");

            // Then
            eventually().untilAsserted(() -> {
                assertThat(topic.phase(key("ubuntu"))).isEqualTo("Ready");
                assertThat(topic.last(key("ubuntu")).map(ImageState::uid))
                        .contains(anew.getMetadata().getUid());
            });
            assertThat(replica.isReady()).isTrue();
        }
    }

    @Test
    void shouldMakeATombstoneWhenAnImageWasDeletedWhileNoWatcherRan() {
        // Given
        GenericKubernetesResource image = images.createVirtualImage(namespace, "ubuntu", "dvcr.example");
        try (Replica replica = ready("one")) {
            eventually()
                    .untilAsserted(() -> assertThat(topic.phase(key("ubuntu"))).isEqualTo("Ready"));
        }

        // When
        images.handle(image).delete();

        // Then
        try (Replica replica = ready("one")) {
            eventually()
                    .untilAsserted(() -> assertThat(topic.phase(key("ubuntu"))).isEqualTo("tombstone"));
        }
    }

    @Test
    void shouldPublishNothingAgainWhenNothingChangedSinceTheLastStart() {
        // Given
        for (int i = 0; i < 20; i++) {
            images.createVirtualImage(namespace, "ubuntu-" + i, "dvcr.example");
        }
        try (Replica replica = ready("one")) {
            eventually().untilAsserted(() -> assertThat(replica.images()).isEqualTo(20));
        }
        long before = topic.size();

        // When
        try (Replica replica = ready("one")) {
            eventually().untilAsserted(() -> assertThat(replica.images()).isEqualTo(20));
            GenericKubernetesResource last = images.createVirtualImage(namespace, "last", "dvcr.example");
            eventually().untilAsserted(() -> assertThat(topic.last(key("last")).map(ImageState::uid))
                    .contains(last.getMetadata().getUid()));
            eventually()
                    .untilAsserted(() -> assertThat(topic.phase(key("last"))).isEqualTo("Ready"));
        }

        // Then
        long afterwards = topic.size() - topic.history(key("last")).size();
        assertThat(afterwards).isEqualTo(before);
    }

    @Test
    void shouldCorrectARecordWhenAFormerOwnerWritesAStaleOne() {
        try (Replica replica = ready("one")) {
            // Given
            GenericKubernetesResource image = images.createVirtualImage(namespace, "ubuntu", "dvcr.example");
            eventually()
                    .untilAsserted(() -> assertThat(topic.phase(key("ubuntu"))).isEqualTo("Ready"));
            ImageState stale = topic.last(key("ubuntu")).orElseThrow();
            annotate(image, Projection.REQUESTED_AT, "now");
            eventually()
                    .untilAsserted(() -> assertThat(topic.last(key("ubuntu")).map(ImageState::recheckRequestedAt))
                            .contains("now"));

            // When
            long written = System.currentTimeMillis();
            topic.write(stale);

            // Then
            eventually().untilAsserted(() -> assertThat(requests("ubuntu")).endsWith("now", "none", "now"));
            assertThat(last(key("ubuntu").toString()).timestamp() - written)
                    .as("milliseconds until the stale record was corrected")
                    .isLessThan(1_000);
            assertThat(replica.isReady()).isTrue();
        }
    }

    @Test
    void shouldClearAwayARecordWhenItSpeaksOfAnObjectThatNeverWas() {
        try (Replica replica = ready("one")) {
            // Given
            images.createVirtualImage(namespace, "ubuntu", "dvcr.example");
            eventually()
                    .untilAsserted(() -> assertThat(topic.phase(key("ubuntu"))).isEqualTo("Ready"));
            ImageState real = topic.last(key("ubuntu")).orElseThrow();

            // When
            topic.write(new ImageState(
                    1, "blue", key("ghost"), "no-such-uid", "1", 1, false, null, real.asks(), real.facts()));

            // Then
            eventually()
                    .untilAsserted(() -> assertThat(topic.phase(key("ghost"))).isEqualTo("tombstone"));
            assertThat(topic.phase(key("ubuntu"))).isEqualTo("Ready");
            assertThat(replica.isReady()).isTrue();
        }
    }

    @Test
    void shouldSharePartitionsAndTakeOverWhenAReplicaCloses() {
        // Given
        for (int i = 0; i < 40; i++) {
            images.createVirtualImage(namespace, "ubuntu-" + i, "dvcr.example");
        }
        try (Replica one = ready("one")) {
            eventually().untilAsserted(() -> assertThat(one.images()).isEqualTo(40));
            long before;
            try (Replica two = ready("two")) {
                eventually().untilAsserted(() -> {
                    assertThat(one.images()).isBetween(1.0, 39.0);
                    assertThat(one.images() + two.images()).isEqualTo(40);
                });
                before = topic.size();
            }

            // When
            eventually().untilAsserted(() -> assertThat(one.images()).isEqualTo(40));

            // Then
            assertThat(topic.size()).isEqualTo(before);
            for (int i = 0; i < 12; i++) {
                images.createVirtualImage(namespace, "later-" + i, "dvcr.example");
            }
            eventually().untilAsserted(() -> assertThat(one.images()).isEqualTo(52));
        }
    }

    @Test
    void shouldSendAnUnreadableRecordToTheDeadLettersOnce() {
        // Given
        images.createVirtualImage(namespace, "ubuntu", "dvcr.example");
        byte[] garbage = "{\"schemaVersion\":".getBytes(UTF_8);
        try (Replica replica = ready("one")) {
            eventually()
                    .untilAsserted(() -> assertThat(topic.phase(key("ubuntu"))).isEqualTo("Ready"));

            // When
            topic.write(key("ubuntu").toString(), garbage);
            topic.write("no image's key", garbage);

            // Then
            eventually()
                    .untilAsserted(() -> assertThat(bus.deadLetters().size()).isEqualTo(2));
            eventually()
                    .untilAsserted(() -> assertThat(topic.phase(key("ubuntu"))).isEqualTo("Ready"));
            eventually().untilAsserted(() -> assertThat(last("no image's key").value())
                    .isNull());
            assertThat(replica.count("rollcall.dead.letters")).isEqualTo(2);
        }
        assertThat(bus.deadLetters().records()).allSatisfy(letter -> {
            assertThat(letter.value()).isEqualTo(garbage);
            assertThat(letter.headers().lastHeader(DeadLetter.REASON)).isNotNull();
        });
        try (Replica replica = ready("one")) {
            eventually().untilAsserted(() -> assertThat(replica.images()).isEqualTo(1));
            assertThat(bus.deadLetters().size()).isEqualTo(2);
        }
    }

    @Test
    void shouldMakeTheTopicsAnewAndSayEverythingAgainWhenTheyWereDeleted() throws Exception {
        // Given
        images.createVirtualImage(namespace, "ubuntu", "dvcr.example");
        try (Replica replica = ready("one");
                Admin admin = Admin.create(
                        Map.of("bootstrap.servers", TestBroker.shared().bootstrapServers()))) {
            eventually().untilAsserted(() -> assertThat(replica.images()).isEqualTo(1));
            double before = replica.count("rollcall.images.published");

            // When
            admin.deleteTopics(List.of(
                            config.kafka().topicPrefix() + ".images",
                            config.kafka().topicPrefix() + ".dead-letters"))
                    .all()
                    .get();

            // Then
            eventually().untilAsserted(() -> assertThat(replica.count("rollcall.images.published"))
                    .isGreaterThan(before));
            eventually().untilAsserted(() -> assertThat(replica.isReady()).isTrue());
            assertThat(topic.phase(key("ubuntu"))).isEqualTo("Ready");
        }
    }

    private Replica ready(String instance) {
        Replica replica = Replica.start(config, instance);
        eventually().untilAsserted(() -> assertThat(replica.health().conditions())
                .as("conditions of %s", instance)
                .allSatisfy(condition -> assertThat(condition.reason()).isEmpty())
                .isNotEmpty());
        return replica;
    }

    /** What each record of the image says of its request annotation. */
    private List<String> requests(String name) {
        return topic.history(key(name)).stream()
                .map(state -> state.map(ImageState::recheckRequestedAt).orElse("none"))
                .toList();
    }

    private ImageKey key(String name) {
        return new ImageKey(VI, namespace, name);
    }

    private ConsumerRecord<byte[], byte[]> last(String key) {
        List<ConsumerRecord<byte[], byte[]>> all = topic.records().stream()
                .filter(entry -> new String(entry.key(), UTF_8).equals(key))
                .toList();
        return all.get(all.size() - 1);
    }

    private void annotate(GenericKubernetesResource image, String name, String value) {
        images.handle(image).edit(object -> {
            object.getMetadata().setAnnotations(Map.of(name, value));
            return object;
        });
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100));
    }
}
