package io.rollcall.standalone.up;

import static io.rollcall.testkit.ImageAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.standalone.CommandProcess;
import io.rollcall.standalone.CommandRun;
import io.rollcall.testkit.TestCluster;
import io.rollcall.testkit.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpIT {

    private static final Duration STOP = Duration.ofSeconds(5);

    @TempDir
    Path directory;

    @Test
    void shouldLoseAndRecoverAnImageWhenModeIsWrite() throws IOException {
        // Given
        Path data = directory.resolve("data");
        try (TestCluster cluster = TestCluster.open();
                DockerRegistry registry = TestRegistry.plain(directory.resolve("registry"))) {
            String namespace = cluster.newNamespace();
            GenericKubernetesResource image = cluster.images().createVirtualImage(namespace, "ubuntu", registry.host());
            String repository = "vi/" + namespace + "/ubuntu";
            String tag = image.getMetadata().getUid();
            String digest = registry.push(repository, tag, Manifest.OCI);
            try (CommandProcess up = start(cluster.kubeconfig(), namespace, registry.host(), data, "--mode", "write")) {
                up.awaitOut("  ready +all three");

                // When
                registry.deleteManifest(repository, digest);

                // Then
                awaitPhase(cluster, image, "ImageLost");
                up.awaitOut("  lost +virtualimages " + namespace + "/ubuntu  Ready → ImageLost");

                // When
                registry.push(repository, tag, Manifest.OCI);

                // Then
                awaitPhase(cluster, image, "Ready");
                up.awaitOut("  recovered +virtualimages " + namespace + "/ubuntu  ImageLost → Ready");
                assertThat(cluster.images().handle(image).get()).restOfStatusEquals(image);
                CommandRun alerts = CommandRun.of("alerts", "--data-dir", data.toString());
                assertThat(alerts.exitCode()).isZero();
                assertThat(alerts.out().lines())
                        .satisfiesExactly(
                                line -> assertThat(line).contains("image lost", namespace + "/ubuntu"),
                                line -> assertThat(line).contains("image recovered", namespace + "/ubuntu"));

                // When
                up.terminate();

                // Then
                assertThat(up.exitCode(STOP)).isEqualTo(143);
                assertThat(data.resolve("broker.address")).doesNotExist();
                assertThat(up.err()).noneMatch(line -> line.startsWith("\tat "));
            }
        }
    }

    @Test
    void shouldSayWhatItWouldDoWhenModeIsObserve() throws IOException {
        // Given
        try (TestCluster cluster = TestCluster.open();
                DockerRegistry registry = TestRegistry.plain(directory.resolve("registry"))) {
            String namespace = cluster.newNamespace();
            GenericKubernetesResource image = cluster.images().createVirtualImage(namespace, "ubuntu", registry.host());

            // When
            try (CommandProcess up =
                    start(cluster.kubeconfig(), namespace, registry.host(), directory.resolve("data"))) {

                // Then
                up.awaitOut("  would lose +virtualimages " + namespace + "/ubuntu  Ready → ImageLost");
                assertThat(cluster.images().handle(image).get()).hasPhase("Ready");
                assertThat(up.out()).anyMatch(line -> line.contains("observe: nothing is written to Kubernetes"));

                // When
                sendGarbage(Files.readString(directory.resolve("data").resolve("broker.address"))
                        .strip());

                // Then
                up.awaitOut("  unreadable +rollcall.transitions-\\d+ offset \\d+");
                assertThat(up.isAlive()).isTrue();
            }
        }
    }

    private static void sendGarbage(String bootstrapServers) {
        ByteArraySerializer serializer = new ByteArraySerializer();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers), serializer, serializer)) {
            var unused = producer.send(
                    new ProducerRecord<>("rollcall.transitions", new byte[] {1}, new byte[] {(byte) 0xfe, 0}));
        }
    }

    @Test
    void shouldWaitAndKeepOthersOffItsDataWhenTheApiServerIsAway() throws IOException {
        // Given
        Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), Kubeconfigs.at("http://127.0.0.1:1"));
        Path data = directory.resolve("data");
        try (CommandProcess up = start(kubeconfig, "default", "127.0.0.1:5000", data)) {
            up.awaitOut("  waiting +status-writer: preflight — The API server does not answer");

            // When
            CommandRun second = CommandRun.of(
                    "up",
                    "--kubeconfig",
                    kubeconfig.toString(),
                    "--data-dir",
                    data.toString(),
                    "--set",
                    "registries[0].host=127.0.0.1:5000");

            // Then
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.err())
                    .contains("is in use by another instance")
                    .contains("choose another data directory");

            // When
            up.terminate();

            // Then
            assertThat(up.exitCode(STOP)).isEqualTo(143);
        }
    }

    private static CommandProcess start(Path kubeconfig, String namespace, String registry, Path data, String... more) {
        String[] args = {
            "up",
            "--kubeconfig",
            kubeconfig.toString(),
            "--namespace",
            namespace,
            "--data-dir",
            data.toString(),
            "--http-port",
            "0",
            "--sweep",
            "@every 1s",
            "--set",
            "sweep.spread=100ms",
            "--set",
            "recheck.min=1s",
            "--set",
            "recheck.max=1s",
            "--set",
            "registries[0].host=" + registry
        };
        String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return CommandProcess.start(all);
    }

    private static void awaitPhase(TestCluster cluster, GenericKubernetesResource image, String phase) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(cluster.images().handle(image).get()).hasPhase(phase));
    }
}
