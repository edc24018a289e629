package io.rollcall.statuswriter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.contract.registry.RegistryState;
import io.rollcall.testkit.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two writers and a registry that has lost most of its images: all flip, and each alert names the incident. */
class MassLossIT {
    @TempDir
    private Path directory;

    @Test
    void shouldFlipAllAndMarkEachLossWhenTwoWritersMeetAMassLoss() throws Exception {
        try (TestCluster cluster = TestCluster.open();
                Rig rig = new Rig(cluster, directory).withTopics()) {
            // Given
            Pictures pictures = new Pictures(cluster);
            String namespace = cluster.newNamespace();
            List<GenericKubernetesResource> images = IntStream.range(0, 12)
                    .mapToObj(i -> cluster.images().createVirtualImage(namespace, "image-" + i, Pictures.REGISTRY))
                    .toList();
            GenericKubernetesResource elsewhere =
                    cluster.images().createVirtualImage(namespace, "elsewhere", "other.test:5000");
            RegistryState state = inAMassLoss();
            rig.send(state);
            rig.send(rig.topics.registries(), state.registry().getBytes(UTF_8), "garbage".getBytes(UTF_8));
            rig.start();
            StatusWriterService other = rig.replica("other");

            // When
            images.forEach(image -> rig.send(pictures.absent(image, 0)));
            rig.send(pictures.absent(elsewhere, 0));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(rig.alerts()).hasSize(13));
            other.stop(Duration.ofSeconds(10));

            // Then
            assertThat(images)
                    .allSatisfy(image -> assertThat(pictures.phase(image)).isEqualTo("ImageLost"));
            assertThat(rig.alerts())
                    .filteredOn(it -> it.path("data")
                            .path("incident")
                            .asText()
                            .equals(state.massLoss().orElseThrow()))
                    .extracting(it -> it.path("subject").asText())
                    .hasSize(12)
                    .doesNotHaveDuplicates()
                    .noneMatch(subject -> subject.endsWith("/elsewhere"));
        }
    }

    private static RegistryState inAMassLoss() {
        return new RegistryState(
                RegistryState.SCHEMA_VERSION,
                "test",
                Pictures.REGISTRY,
                20,
                12,
                Map.of(),
                0,
                Instant.now(),
                null,
                0L,
                null,
                Instant.now());
    }
}
