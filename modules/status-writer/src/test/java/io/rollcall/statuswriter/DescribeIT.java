package io.rollcall.statuswriter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.testkit.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whoever describes an image sees of it: the mock server knows no field selectors, so this is for a real one. */
class DescribeIT {
    private static final String LOST = "The image data is no longer available and needs to be recreated.";
    private static final String RECOVERED = "The image reappeared in DVCR and was restored to Ready.";
    private static final Path KUBECTL = Path.of("/usr/bin/kubectl");

    @TempDir
    private Path directory;

    @Test
    void shouldShowBothEventsWhenAnImageOfEitherKindIsDescribed() throws Exception {
        try (TestCluster cluster = TestCluster.open();
                Rig rig = new Rig(cluster, directory)) {
            assumeTrue(cluster.isReal(), "only a real API server selects Events by their fields");
            // Given
            Pictures pictures = new Pictures(cluster);
            GenericKubernetesResource mine =
                    cluster.images().createVirtualImage(cluster.newNamespace(), "ubuntu", Pictures.REGISTRY);
            GenericKubernetesResource everyones =
                    cluster.images().createClusterVirtualImage(cluster.clusterName("debian"), Pictures.REGISTRY);
            rig.start();

            // When
            for (GenericKubernetesResource image : List.of(mine, everyones)) {
                rig.send(pictures.absent(image, 0));
                rig.send(pictures.present(image, 30));
            }
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(rig.alerts()).hasSize(4));

            // Then
            isDescribed(cluster, mine, "vi");
            isDescribed(cluster, everyones, "cvi");
        }
    }

    private void isDescribed(TestCluster cluster, GenericKubernetesResource image, String shortName) throws Exception {
        String kind = image.getKind();
        assertThat(selected(cluster, image))
                .extracting(it -> String.join("|", it.getType(), it.getReason(), it.getMessage()))
                .containsExactlyInAnyOrder(
                        "Warning|" + kind + "Lost|" + LOST, "Normal|" + kind + "LostRecovered|" + RECOVERED);
        if (Files.isExecutable(KUBECTL)) {
            assertThat(kubectl(cluster, image, shortName))
                    .containsPattern("Warning +" + kind + "Lost +.*rollcall-status-writer +" + LOST)
                    .containsPattern("Normal +" + kind + "LostRecovered +.*rollcall-status-writer +" + RECOVERED);
        }
    }

    /** Selected as kubectl selects them. */
    private static List<Event> selected(TestCluster cluster, GenericKubernetesResource image) {
        String namespace = image.getMetadata().getNamespace();
        return cluster.client()
                .v1()
                .events()
                .inNamespace(namespace == null ? "default" : namespace)
                .withField("involvedObject.kind", image.getKind())
                .withField("involvedObject.name", image.getMetadata().getName())
                .withField("involvedObject.uid", image.getMetadata().getUid())
                .list()
                .getItems();
    }

    private String kubectl(TestCluster cluster, GenericKubernetesResource image, String shortName)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                KUBECTL.toString(),
                "--kubeconfig",
                cluster.kubeconfig().toString(),
                "describe",
                shortName,
                image.getMetadata().getName()));
        if (image.getMetadata().getNamespace() != null) {
            command.addAll(List.of("--namespace", image.getMetadata().getNamespace()));
        }
        Path out = directory.resolve(shortName + ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return Files.readString(out, UTF_8);
    }
}
