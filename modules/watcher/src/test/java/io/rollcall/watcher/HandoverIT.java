package io.rollcall.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.kind.Projection;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.testkit.Hold;
import io.rollcall.testkit.Hold.Step;
import io.rollcall.testkit.HttpDoor;
import io.rollcall.testkit.KafkaDoor;
import io.rollcall.testkit.RealParts;
import io.rollcall.testkit.TestBroker;
import io.rollcall.testkit.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.common.protocol.ApiKeys;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is under way when partitions change hands, or a watch is lost, is neither lost nor said too late. */
class HandoverIT {
    private static final String VI = "virtualimages.virtualization.deckhouse.io";
    private static final int IMAGES = 12;

    private final TestCluster cluster = TestCluster.open();
    private final Bus bus = new Bus();
    private final ImagesTopic topic = bus.images();
    private final String namespace = cluster.newNamespace();

    @AfterEach
    void close() {
        cluster.close();
    }

    /** A record of the first owner is on its way while a second replica joins: it lands before any partition is given up. */
    @Test
    void shouldGiveUpNoPartitionBeforeWhatItSentHasLanded() {
        List<GenericKubernetesResource> images = IntStream.range(0, IMAGES)
                .mapToObj(i -> cluster.images().createVirtualImage(namespace, "image-" + i, "dvcr.example"))
                .toList();
        try (KafkaDoor door = KafkaDoor.to(TestBroker.shared().bootstrapServers());
                Replica one =
                        Replica.start(bus.config(door.bootstrapServers(), cluster.kubeconfig(), namespace), "one")) {
            // Given
            eventually().untilAsserted(() -> assertThat(one.images()).isEqualTo(IMAGES));
            Hold sending = door.hold(Step.BEFORE, ApiKeys.PRODUCE, "watcher-one");
            images.forEach(image -> request(image, "first"));
            sending.awaitReached();

            // When
            try (Replica two = Replica.start(bus.config(cluster.kubeconfig(), namespace), "two")) {
                eventually().untilAsserted(() -> assertThat(two.sentence("log")).contains("joining"));
                images.forEach(image -> request(image, "second"));
                sending.release();

                // Then
                eventually().untilAsserted(() -> {
                    assertThat(two.images()).isPositive();
                    assertThat(one.images() + two.images()).isEqualTo(IMAGES);
                    assertThat(images)
                            .allSatisfy(image -> assertThat(last(image)).isEqualTo("second"));
                });
            }
            eventually().untilAsserted(() -> assertThat(one.images()).isEqualTo(IMAGES));
        }
        assertThat(images).allSatisfy(image -> assertThat(versions(image)).isSorted());
    }

    /** Replicas come and go, images change at every step, and two go while no watcher runs at all. */
    @Test
    void shouldPublishEveryChangeWhenOneBecomesThreeAndOneAgain() {
        List<GenericKubernetesResource> images = new ArrayList<>(IntStream.range(0, IMAGES)
                .mapToObj(i -> cluster.images().createVirtualImage(namespace, "image-" + i, "dvcr.example"))
                .toList());
        RollcallConfig config = bus.config(cluster.kubeconfig(), namespace);

        // Given
        try (Replica one = Replica.start(config, "one")) {
            eventually().untilAsserted(() -> assertThat(one.images()).isEqualTo(IMAGES));

            // When
            try (Replica two = Replica.start(config, "two");
                    Replica three = Replica.start(config, "three")) {
                images.forEach(image -> request(image, "joining"));
                eventually().untilAsserted(() -> {
                    assertThat(List.of(one, two, three))
                            .allSatisfy(it -> assertThat(it.images()).isLessThan(IMAGES));
                    assertThat(one.images() + two.images() + three.images()).isEqualTo(IMAGES);
                });
                images.forEach(image -> request(image, "three"));

                // Then
                awaitLast(images, "three");
                images.forEach(image -> request(image, "leaving"));
            }
            images.forEach(image -> request(image, "one"));

            // Then
            awaitLast(images, "one");
            assertThat(images).allSatisfy(image -> assertThat(versions(image)).isSorted());
            assertThat(one.count("rollcall.images.tombstones")).isZero();
        }

        // When
        List<GenericKubernetesResource> gone = List.of(images.remove(0), images.remove(0));
        gone.forEach(image -> cluster.images().handle(image).delete());

        // Then
        try (Replica next = Replica.start(config, "next")) {
            eventually().untilAsserted(() -> assertThat(gone)
                    .allSatisfy(image -> assertThat(topic.phase(key(image))).isEqualTo("tombstone")));
            awaitLast(images, "one");
            assertThat(next.count("rollcall.images.published")).isZero();
        }
    }

    private void awaitLast(List<GenericKubernetesResource> images, String value) {
        eventually().untilAsserted(() -> assertThat(images)
                .allSatisfy(image -> assertThat(last(image)).isEqualTo(value)));
    }

    /** The watch's version is too old (410 Expired, from a real server: a mock knows none), and much happens before the new list. */
    @Test
    void shouldListAgainAndBuryOnlyTheDeadWhenTheWatchHasExpired(@TempDir Path directory) {
        RealParts.ofThisMachine().requireApiServer();
        List<GenericKubernetesResource> images = IntStream.range(0, IMAGES)
                .mapToObj(i -> cluster.images().createVirtualImage(namespace, "image-" + i, "dvcr.example"))
                .toList();
        try (HttpDoor door = HttpDoor.toApiServer(cluster.kubeconfig());
                Replica one = Replica.start(
                        bus.config(HttpDoor.kubeconfig(door.host(), directory.resolve("kubeconfig")), namespace),
                        "one")) {
            // Given
            // over plain HTTP the client takes a watch for open only with its first event, which may be a minute away
            eventually().untilAsserted(() -> {
                assertThat(one.images()).isEqualTo(IMAGES);
                assertThat(door.openWatches()).isEqualTo(2);
            });

            // When
            long before = topic.size();
            Hold list = door.hold(
                    Step.BEFORE,
                    it -> it.path().contains(namespace + "/virtualimages?")
                            && !it.path().contains("watch="));
            door.endWatches(path -> path.replaceAll("resourceVersion=\\d+", "resourceVersion=1"));
            list.awaitReached();
            cluster.images().handle(images.get(0)).delete();
            request(images.get(1), "now");
            list.release();

            // Then
            eventually().untilAsserted(() -> {
                assertThat(topic.phase(key(images.get(0)))).isEqualTo("tombstone");
                assertThat(last(images.get(1))).isEqualTo("now");
            });
            assertThat(one.count("rollcall.images.tombstones")).isEqualTo(1);
            assertThat(one.count("rollcall.image.gets")).isEqualTo(1);
            assertThat(topic.size()).isEqualTo(before + 2);
            assertThat(images.subList(2, IMAGES))
                    .allSatisfy(image -> assertThat(topic.phase(key(image))).isEqualTo("Ready"));
        }
    }

    private void request(GenericKubernetesResource image, String value) {
        GenericKubernetesResource fresh = cluster.images().handle(image).get();
        cluster.images().handle(fresh).edit(object -> {
            object.getMetadata().setAnnotations(Map.of(Projection.REQUESTED_AT, value));
            return object;
        });
    }

    private String last(GenericKubernetesResource image) {
        return topic.last(key(image)).map(ImageState::recheckRequestedAt).orElse("none");
    }

    /** In the order in which they stand on the log. */
    private List<Long> versions(GenericKubernetesResource image) {
        return topic.history(key(image)).stream()
                .flatMap(Optional::stream)
                .map(it -> Long.parseLong(it.resourceVersion()))
                .toList();
    }

    private static ImageKey key(GenericKubernetesResource image) {
        return new ImageKey(
                VI, image.getMetadata().getNamespace(), image.getMetadata().getName());
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
    }
}
