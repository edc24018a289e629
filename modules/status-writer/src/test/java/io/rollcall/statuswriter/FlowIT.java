package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.micrometer.core.instrument.Timer;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.sandbox.SandboxCluster;
import io.rollcall.testkit.Hold;
import io.rollcall.testkit.HttpDoor;
import io.rollcall.testkit.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/** How much goes through, and what holds up what. */
class FlowIT extends OnACluster {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Set<String> ABOUT_IMAGES = Set.of("get", "patch", "event");

    @Test
    void shouldCommitOtherPartitionsWhileOneImageIsStuck() throws IOException {
        // Given
        List<GenericKubernetesResource> images = images(12);
        try (HttpDoor door = HttpDoor.toApiServer(cluster.kubeconfig())) {
            Path kubeconfig =
                    Files.writeString(directory.resolve("door"), SandboxCluster.kubeconfigFor("http://" + door.host()));
            List<Hold> stuck = IntStream.range(0, 5)
                    .mapToObj(i -> door.hold(
                            Hold.Step.BEFORE, request -> request.path().contains("/image-0/status")))
                    .toList();
            rig.with("kubernetes.kubeconfig", kubeconfig.toString()).start();
            // When
            images.forEach(image -> rig.send(pictures.absent(image, 0)));
            stuck.get(0).awaitReached();
            // Then
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(rig.transitions()).isNotEmpty();
                assertThat(images.subList(1, images.size()))
                        .allSatisfy(image -> assertThat(pictures.phase(image)).isEqualTo("ImageLost"));
            });
            assertThat(pictures.phase(images.get(0))).isEqualTo("Ready");
            stuck.forEach(Hold::release);
            await().atMost(SOON).untilAsserted(() -> assertThat(rig.alerts()).hasSize(12));
        }
        assertThat(pictures.phase(images.get(0))).isEqualTo("ImageLost");
        assertThat(rig.committed()).isEqualTo(12);
    }

    @Test
    void shouldKeepToTheBudgetWhenManyImagesAreLostAtOnce() {
        // Given
        List<GenericKubernetesResource> images = images(30);
        rig.with("writer.requestsPerSecond", "30").start();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(rig.context.health().ready()).isTrue());
        long began = System.nanoTime();
        // When
        images.forEach(image -> rig.send(pictures.absent(image, 0)));
        await().atMost(SOON).untilAsserted(() -> assertThat(rig.alerts()).hasSize(30));
        // Then
        double seconds = (System.nanoTime() - began) / 1e9;
        int underWay = 8 * 3;
        assertThat(calls()).isEqualTo(90);
        assertThat((double) calls()).isLessThanOrEqualTo(30 * (seconds + 1) + underWay);
    }

    @Test
    void shouldAskTheApiServerNothingWhenNoResultChangesAnything() throws InterruptedException {
        // Given: a producer with several requests under way, to a partition that is just being made, may never get on
        rig.withTopics().start();
        // When
        IntStream.range(0, 2_000)
                .forEach(i -> rig.post(Samples.result(
                        new ImageKey(Samples.VI.crd(), "team-a", "image-" + i),
                        Samples.UID,
                        Samples.TARGET,
                        new Verdict.Present("sha256:" + "a".repeat(64)),
                        "Ready",
                        Samples.PROBED)));
        // Then
        await().atMost(SOON).untilAsserted(() -> assertThat(rig.committed()).isGreaterThanOrEqualTo(2_000));
        assertThat(calls()).isZero();
        assertThat(rig.transitions()).isEmpty();
    }

    @Test
    void shouldSayItAndGoOnWhenTheTopicWasDeleted() throws Exception {
        // Given
        GenericKubernetesResource image = images(1).get(0);
        rig.start();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(rig.context.health().ready()).isTrue());
        // When
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", TestBroker.shared().bootstrapServers()))) {
            admin.deleteTopics(Set.of(rig.topics.probeResults().name())).all().get();
        }
        // Then
        await().atMost(SOON).pollInterval(Duration.ofMillis(5)).untilAsserted(() -> assertThat(rig.unready())
                .contains("was deleted", "rollcall topics create"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(rig.context.health().ready()).isTrue());
        rig.send(pictures.absent(image, 0));
        await().atMost(SOON).untilAsserted(() -> assertThat(rig.alerts()).hasSize(1));
    }

    private long calls() {
        return rig.meters.find("rollcall.api.calls").timers().stream()
                .filter(timer -> ABOUT_IMAGES.contains(timer.getId().getTag("call")))
                .mapToLong(Timer::count)
                .sum();
    }

    private List<GenericKubernetesResource> images(int count) {
        String namespace = cluster.newNamespace();
        return IntStream.range(0, count)
                .mapToObj(i -> cluster.images().createVirtualImage(namespace, "image-" + i, Pictures.REGISTRY))
                .toList();
    }
}
