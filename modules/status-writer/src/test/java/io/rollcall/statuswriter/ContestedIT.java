package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.contract.probe.ProbeResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Another controller on the API server keeps undoing what is written, for whatever reason of its own. */
class ContestedIT extends OnACluster {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void shouldStopAfterTwoReversalsAndGoOnWhenTheVerdictChanges() {
        // Given
        GenericKubernetesResource image =
                cluster.images().createVirtualImage(cluster.newNamespace(), "ubuntu", Pictures.REGISTRY);
        ProbeResult first = pictures.absent(image, 0);
        rig.start();

        // When
        try (UpstreamController upstream = new UpstreamController(cluster, image)) {
            for (int i = 1; i <= 5; i++) {
                settled(i == 1 ? first : Pictures.again(first, i), i);
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(pictures.phase(image)).isEqualTo("Ready"));
            }
            String version = pictures.fresh(image).getMetadata().getResourceVersion();
            rig.stop();
            StatusWriterService other = rig.replica("other");
            settled(Pictures.again(first, 6), 6);
            settled(Pictures.again(first, 7), 7);
            other.stop(Duration.ofSeconds(10));

            // Then
            assertThat(upstream.reversals()).isEqualTo(2);
            assertThat(pictures.fresh(image).getMetadata().getResourceVersion()).isEqualTo(version);
        }
        assertThat(outcomes()).containsExactly("WRITTEN", "WRITTEN", "CONTESTED");
        assertThat(types()).containsExactly("image.lost", "image.lost", "image.contested");
        assertThat(pictures.events(image)).hasSize(2);

        // When
        rig.start();
        settled(pictures.absent(image, 40), 8);

        // Then
        assertThat(pictures.phase(image)).isEqualTo("ImageLost");
        assertThat(outcomes()).containsExactly("WRITTEN", "WRITTEN", "CONTESTED", "WRITTEN");
    }

    private void settled(ProbeResult result, int results) {
        rig.send(result);
        await().atMost(SOON).untilAsserted(() -> assertThat(rig.committed()).isGreaterThanOrEqualTo(results));
    }

    private List<String> outcomes() {
        return rig.transitions().stream().map(it -> it.path("outcome").asText()).toList();
    }

    private List<String> types() {
        return rig.alerts().stream()
                .map(JsonNode::toString)
                .map(it -> it.replaceAll(".*io\\.rollcall\\.(image\\.[a-z]+)\\.v1.*", "$1"))
                .toList();
    }
}
