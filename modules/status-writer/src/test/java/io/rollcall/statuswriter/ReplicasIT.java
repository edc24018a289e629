package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Replicas come and go while results pour in: every transition once, every Event once. */
class ReplicasIT extends OnACluster {
    private static final int IMAGES = 40;

    @Test
    void shouldTakeEffectOnceEachWhileReplicasComeAndGo() {
        // Given
        String namespace = cluster.newNamespace();
        List<GenericKubernetesResource> images = IntStream.range(0, IMAGES)
                .mapToObj(i -> cluster.images().createVirtualImage(namespace, "image-" + i, Pictures.REGISTRY))
                .toList();
        rig.start();
        StatusWriterService second = rig.replica("second");
        // When
        images.forEach(image -> rig.send(pictures.absent(image, 0)));
        StatusWriterService third = rig.replica("third");
        images.forEach(image -> rig.send(pictures.present(image, 30)));
        rig.stop();
        second.stop(Duration.ofSeconds(10));
        // Then
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(rig.committed()).isGreaterThanOrEqualTo(2 * IMAGES));
        third.stop(Duration.ofSeconds(10));
        assertThat(rig.alerts().stream().map(it -> it.path("id").asText()).collect(Collectors.toSet()))
                .hasSize(2 * IMAGES);
        assertThat(rig.transitions())
                .extracting(it -> it.path("outcome").asText())
                .containsOnly("WRITTEN");
        assertThat(images).allSatisfy(image -> {
            assertThat(pictures.phase(image)).isEqualTo("Ready");
            assertThat(pictures.events(image))
                    .extracting(it -> it.getReason())
                    .containsExactlyInAnyOrder("VirtualImageLost", "VirtualImageLostRecovered");
        });
    }
}
