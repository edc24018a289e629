package io.rollcall.standalone.endtoend;

import static io.rollcall.testkit.ImageAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.contract.alert.AlertType;
import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.image.ReferenceParser;
import io.rollcall.contract.image.ReferenceParser.Parsed;
import io.rollcall.contract.kind.ImageKinds;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.sandbox.SampleImages;
import io.rollcall.testkit.ChannelKind;
import io.rollcall.testkit.Channels;
import io.rollcall.testkit.TestCluster;
import io.rollcall.testkit.TestRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job, through all three services, on a real broker and a real registry. */
class LostAndRecoveredIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void shouldLoseAndRecoverAnImageOfEitherKind() {
        try (TestCluster cluster = TestCluster.open();
                DockerRegistry registry = TestRegistry.plain(directory)) {
            SampleImages images = cluster.images();
            GenericKubernetesResource mine =
                    images.createVirtualImage(cluster.newNamespace(), "ubuntu", registry.host());
            GenericKubernetesResource everyones =
                    images.createClusterVirtualImage(cluster.clusterName("debian"), registry.host());
            push(registry, reference(mine));
            push(registry, reference(everyones));
            try (Pipeline pipeline = new Pipeline(cluster, registry.host(), kinds(), Map.of())) {
                loseAndRecover(cluster, registry, pipeline, images, mine, "VirtualImage");
                loseAndRecover(cluster, registry, pipeline, images, everyones, "ClusterVirtualImage");
            }
        }
    }

    private static void loseAndRecover(
            TestCluster cluster,
            DockerRegistry registry,
            Pipeline pipeline,
            SampleImages images,
            GenericKubernetesResource image,
            String kind) {
        // Given
        ImageReference reference = reference(image);
        GenericKubernetesResource before = images.handle(image).get();

        // When
        registry.deleteManifest(reference.repository(), push(registry, reference));

        // Then
        awaitThat(pipeline, () -> {
            GenericKubernetesResource lost = images.handle(image).get();
            assertThat(lost)
                    .hasPhase("ImageLost")
                    .hasReadyCondition(
                            "False", "ImageLost", "The image data is no longer available and needs to be recreated.");
            assertThat(lost).restOfStatusEquals(before);
            assertThat(Pipeline.events(cluster, image)).hasSize(1);
            assertThat(Pipeline.events(cluster, image))
                    .extracting(Event::getReason)
                    .contains(kind + "Lost");
            assertThat(pipeline.alerts(image)).hasSize(1);
            assertThat(pipeline.alerts(image).get(0).type()).isEqualTo(AlertType.IMAGE_LOST);
        });

        // When
        push(registry, reference);

        // Then
        awaitThat(pipeline, () -> {
            GenericKubernetesResource recovered = images.handle(image).get();
            assertThat(recovered).hasPhase("Ready").hasReadyCondition("True", "Ready", "");
            assertThat(recovered).restOfStatusEquals(before);
            assertThat(Pipeline.events(cluster, image)).hasSize(2);
            assertThat(Pipeline.events(cluster, image))
                    .filteredOn(event -> event.getReason().equals(kind + "LostRecovered"))
                    .last()
                    .satisfies(event -> {
                        assertThat(event.getType()).isEqualTo("Normal");
                        assertThat(event.getMessage())
                                .isEqualTo("The image reappeared in DVCR and was restored to Ready.");
                    });
            assertThat(pipeline.alerts(image)).hasSize(2);
            assertThat(pipeline.alerts(image).get(1).type()).isEqualTo(AlertType.IMAGE_RECOVERED);
        });
    }

    @Test
    void shouldServeAThirdKindWhenThereIsADescriptorAndNothingElse() {
        try (TestCluster cluster = TestCluster.open();
                DockerRegistry registry = TestRegistry.plain(directory)) {
            // Given
            Channels channels = new Channels(cluster);
            String first = registry.push("channels/stable", "latest", Manifest.OCI_INDEX, "first");
            GenericKubernetesResource channel =
                    channels.create(cluster.newNamespace(), "stable", registry.host() + "/channels/stable:latest");
            List<ResourceKind> kinds = new ArrayList<>(kinds());
            kinds.add(new ChannelKind("@every 1s"));

            try (Pipeline pipeline = new Pipeline(cluster, registry.host(), kinds, Map.of())) {
                // Then
                awaitThat(pipeline, () -> assertThat(channels.digest(channel)).contains(first));

                // When
                String second = registry.push("channels/stable", "latest", Manifest.OCI_INDEX, "second");

                // Then
                assertThat(second).isNotEqualTo(first);
                awaitThat(pipeline, () -> assertThat(channels.digest(channel)).contains(second));
            }
        }
    }

    @Test
    void shouldWriteNothingWhenItOnlyObserves() {
        try (TestCluster cluster = TestCluster.open();
                DockerRegistry registry = TestRegistry.plain(directory)) {
            // Given
            GenericKubernetesResource image =
                    cluster.images().createVirtualImage(cluster.newNamespace(), "ubuntu", registry.host());

            // When
            try (Pipeline pipeline = new Pipeline(cluster, registry.host(), kinds(), Map.of("mode", "observe"))) {
                awaitThat(pipeline, () -> assertThat(pipeline.alerts(image)).hasSize(1));

                // Then
                assertThat(pipeline.alerts(image).get(0).type()).isEqualTo(AlertType.IMAGE_LOST);
                assertThat(pipeline.alerts(image).get(0).data().path("mode").asText())
                        .isEqualTo("observe");
                assertThat(Pipeline.events(cluster, image)).isEmpty();
                assertThat(Pipeline.json(cluster.images().handle(image).get())).isEqualTo(Pipeline.json(image));
            }
        }
    }

    private static List<ResourceKind> kinds() {
        return ImageKinds.all(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    private static String push(DockerRegistry registry, ImageReference reference) {
        return registry.push(reference.repository(), reference.reference(), Manifest.DOCKER);
    }

    @SuppressWarnings("unchecked")
    private static ImageReference reference(GenericKubernetesResource image) {
        Map<String, Object> status =
                (Map<String, Object>) image.getAdditionalProperties().get("status");
        String url = (String) ((Map<String, Object>) status.get("target")).get("registryURL");
        return ((Parsed.Valid) ReferenceParser.parse(url)).reference();
    }

    private static void awaitThat(Pipeline pipeline, org.awaitility.core.ThrowingRunnable holds) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            try {
                holds.run();
            } catch (AssertionError e) {
                throw new AssertionError(e.getMessage() + "\n" + String.join("\n", pipeline.troubles()), e);
            }
        });
    }
}
