package io.rollcall.standalone.compose;

import static io.rollcall.testkit.ImageAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.rollcall.sandbox.Crds;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.sandbox.SandboxCluster;
import io.rollcall.standalone.CommandProcess;
import io.rollcall.standalone.CommandRun;
import io.rollcall.testkit.RealParts;
import io.rollcall.testkit.TestBroker;
import io.rollcall.testkit.TestCluster;
import io.rollcall.testkit.TestRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The services of {@code docker-compose.yml}, as processes with the commands and variables that stand there. */
class ComposeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path shared;

    private static ImageFiles image;

    @TempDir
    private Path directory;

    @BeforeAll
    static void copyWhatTheImageHolds() throws IOException {
        image = ImageFiles.copy(Machine.open(shared), Dockerfile.read());
    }

    @Test
    void shouldLoseAndRecoverImagesWhenTwoOfEachRunAndWhenOneOfEachIsKilled() throws IOException {
        try (DockerRegistry registry = TestRegistry.plain(directory.resolve("registry"));
                Machine machine = new Machine(directory, image, registry.host());
                TestCluster cluster =
                        TestCluster.at(RealParts.ofThisMachine().kubeconfig().orElseGet(machine::sandbox))) {
            // Given
            machine.mountKubeconfig(cluster.kubeconfig());
            String namespace = cluster.newNamespace();
            machine.watchOnly(namespace);
            // enough of them that every process has some in its partitions
            List<Image> images = IntStream.range(0, 8)
                    .mapToObj(i -> Image.create(cluster, registry, namespace, "image-" + i))
                    .toList();
            machine.up(2);
            machine.awaitHealthy();

            // When
            loseAndRecover(machine, images.subList(0, 1));
            List<Container> killed = machine.killOneOfEach();

            // Then
            assertThat(killed).noneMatch(container -> container.health().ok());
            loseAndRecover(machine, images);
            assertTold(machine, images.get(0), 4);
            images.subList(1, 8).forEach(image -> assertTold(machine, image, 2));
        }
    }

    private static void loseAndRecover(Machine machine, List<Image> images) {
        images.forEach(Image::lose);
        awaitPhase(machine, images, "ImageLost");
        images.forEach(Image::restore);
        awaitPhase(machine, images, "Ready");
    }

    private static void awaitPhase(Machine machine, List<Image> images, String phase) {
        await(phase).atMost(PATIENCE).untilAsserted(() -> {
            for (Image image : images) {
                assertThat(image.now()).as(machine.logs()).hasPhase(phase);
            }
        });
    }

    /** An Event and an alert for every transition, and no other; the alert comes last. */
    private static void assertTold(Machine machine, Image image, int transitions) {
        await("what is told of " + image.name()).atMost(PATIENCE).untilAsserted(() -> {
            assertThat(image.events())
                    .extracting(Event::getReason)
                    .containsExactlyInAnyOrderElementsOf(
                            inTurn(transitions, "VirtualImageLost", "VirtualImageLostRecovered"));
            assertThat(alerts(machine, image))
                    .containsExactlyElementsOf(inTurn(transitions, "image.lost", "image.recovered"));
        });
    }

    private static List<String> inTurn(int count, String one, String other) {
        return IntStream.range(0, count).mapToObj(i -> i % 2 == 0 ? one : other).toList();
    }

    private static List<String> alerts(Machine machine, Image image) {
        CommandRun run = CommandRun.of(
                "alerts",
                "--json",
                "--bootstrap-servers",
                TestBroker.shared().bootstrapServers(),
                "--set",
                "kafka.topicPrefix=" + machine.topicPrefix());
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out()
                .lines()
                .filter(line -> line.contains("/" + image.name() + "\""))
                .map(line -> line.replaceAll(".*\"type\":\"[^\"]*?(image\\.[a-z]+)\\.v1\".*", "$1"))
                .toList();
    }

    /** A VirtualImage, and its data. */
    private record Image(TestCluster cluster, DockerRegistry registry, GenericKubernetesResource resource) {

        static Image create(TestCluster cluster, DockerRegistry registry, String namespace, String name) {
            Image image =
                    new Image(cluster, registry, cluster.images().createVirtualImage(namespace, name, registry.host()));
            image.restore();
            return image;
        }

        String name() {
            return resource.getMetadata().getName();
        }

        void lose() {
            registry.deleteManifest(repository(), restore());
        }

        /** Its digest. */
        String restore() {
            return registry.push(repository(), resource.getMetadata().getUid(), Manifest.DOCKER);
        }

        private String repository() {
            return "vi/" + resource.getMetadata().getNamespace() + "/" + name();
        }

        GenericKubernetesResource now() {
            return cluster.images().handle(resource).get();
        }

        List<Event> events() {
            return cluster
                    .client()
                    .v1()
                    .events()
                    .inNamespace(resource.getMetadata().getNamespace())
                    .list()
                    .getItems()
                    .stream()
                    .filter(event -> resource.getMetadata()
                            .getUid()
                            .equals(event.getInvolvedObject().getUid()))
                    .toList();
        }
    }

    @Test
    void shouldPlayWithAnImageWhenTheSandboxIsUp() throws IOException {
        try (DockerRegistry registry = TestRegistry.plain(directory.resolve("registry"));
                Machine machine = new Machine(directory, image, registry.host())) {
            // Given
            Container sandbox = machine.start("sandbox", "sandbox-1");
            assertThat(sandbox.health().ok()).isFalse();
            machine.awaitHealthy();
            Path kubeconfig = sandbox.file("rollcall/sandbox/kubeconfig");
            try (SandboxCluster cluster = SandboxCluster.external(kubeconfig)) {
                String image = "vi/team-b/ubuntu-24-04";
                String tag = virtualImage(cluster).get().getMetadata().getUid();
                assertThat(registry.client().head(image, tag)).isEqualTo(200);

                // When
                try (CommandProcess lose = sandbox.exec("sandbox", "lose", "team-b/ubuntu-24-04")) {
                    assertThat(lose.exitCode(PATIENCE)).isZero();
                }

                // Then
                assertThat(registry.client().head(image, tag)).isEqualTo(404);

                // When
                virtualImage(cluster)
                        .subresource("status")
                        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{\"phase\":\"ImageLost\"}}");

                // Then
                sandbox.process().awaitOut(" team-b/ubuntu-24-04  Ready → ImageLost");
                assertThat(play(kubeconfig, "list"))
                        .contains("team-b/ubuntu-24-04     ImageLost", "team-a/ubuntu-24-04     Ready");

                // When
                assertThat(play(kubeconfig, "restore", "team-b/ubuntu-24-04"))
                        .singleElement()
                        .asString()
                        .contains("its data is there");

                // Then
                assertThat(registry.client().head(image, tag)).isEqualTo(200);
            }

            // When
            sandbox.process().terminate();

            // Then
            assertThat(sandbox.process().exitCode(PATIENCE)).isEqualTo(143);
            assertThat(sandbox.health().ok()).isFalse();
        }
    }

    private static Resource<GenericKubernetesResource> virtualImage(SandboxCluster cluster) {
        return cluster.client()
                .genericKubernetesResources(CustomResourceDefinitionContext.fromCrd(Crds.virtualImages()))
                .inNamespace("team-b")
                .withName("ubuntu-24-04");
    }

    private static List<String> play(Path kubeconfig, String... command) {
        List<String> line = new ArrayList<>(List.of("sandbox"));
        line.addAll(List.of(command));
        line.addAll(List.of("--kubeconfig", kubeconfig.toString()));
        CommandRun run = CommandRun.of(line.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out().lines().toList();
    }
}
