package io.rollcall.standalone.endtoend;

import static io.rollcall.testkit.ImageAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.kind.ImageKinds;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.runtime.config.HttpConfig;
import io.rollcall.runtime.http.Endpoints;
import io.rollcall.runtime.http.HttpEdge;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.sandbox.RegistrySetup;
import io.rollcall.testkit.RealParts;
import io.rollcall.testkit.TestBroker;
import io.rollcall.testkit.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is swept or re-checked: what is found out, the registry told. It tells of pulls too, so of each of our own probes. */
class ToldByTheRegistryIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration NEVER = Duration.ofHours(12);

    @TempDir
    private Path directory;

    private String namespace;
    private Pipeline pipeline;

    @Test
    void shouldLoseAndRecoverAnImageWhenItsRegistryTellsOfADeletionAndOfAPush() throws IOException {
        RealParts.ofThisMachine().requireDockerRegistry();
        Endpoints endpoints = new Endpoints();
        try (TestCluster cluster = TestCluster.open();
                HttpEdge edge = HttpEdge.start(new HttpConfig("127.0.0.1", 0), List.of(), () -> "", endpoints);
                DockerRegistry registry = DockerRegistry.of(directory, telling(edge));
                Pipeline started = start(cluster, registry, endpoints)) {
            // Given
            pipeline = started;
            GenericKubernetesResource image = cluster.images().createVirtualImage(namespace, "told", registry.host());
            String repository = "vi/" + namespace + "/told";
            String tag = image.getMetadata().getUid();
            String digest = registry.push(repository, tag, Manifest.OCI);
            awaitResult("Ready", Verdict.Present.class);

            // When
            registry.deleteManifest(repository, digest);

            // Then
            awaitPhase(cluster, image, "ImageLost");
            assertThat(results("Ready").filter(it -> it.verdict() instanceof Verdict.Absent))
                    .extracting(ProbeResult::trigger)
                    .contains(Trigger.NOTIFICATION);

            // Given
            awaitResult("ImageLost", Verdict.Absent.class);

            // When
            assertThat(registry.push(repository, tag, Manifest.OCI)).isEqualTo(digest);

            // Then
            awaitPhase(cluster, image, "Ready");
            assertThat(results("ImageLost").filter(it -> it.verdict() instanceof Verdict.Present))
                    .extracting(ProbeResult::trigger)
                    .containsOnly(Trigger.NOTIFICATION);
        }
    }

    private static RegistrySetup telling(HttpEdge edge) {
        String url =
                "http://127.0.0.1:%d/notifications".formatted(edge.address().getPort());
        return RegistrySetup.plain().with(new RegistrySetup.Notifications(url, "the-token", true));
    }

    private Pipeline start(TestCluster cluster, DockerRegistry registry, Endpoints endpoints) throws IOException {
        namespace = cluster.newNamespace();
        Path token = Files.writeString(directory.resolve("token"), "the-token\n");
        return new Pipeline(
                TestBroker.shared().uniquePrefix(),
                cluster,
                registry.host(),
                ImageKinds.all(NEVER, NEVER),
                Map.of(
                        "kubernetes.namespaces",
                        namespace,
                        "sweep.schedule",
                        "",
                        "notifications.tokenFile",
                        token.toString()),
                endpoints);
    }

    private void awaitPhase(TestCluster cluster, GenericKubernetesResource image, String phase) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cluster.images().handle(image).get())
                        .as("%s", pipeline.troubles())
                        .hasPhase(phase));
    }

    private void awaitResult(String phase, Class<? extends Verdict> verdict) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(results(phase))
                .as("%s", pipeline.troubles())
                .extracting(ProbeResult::verdict)
                .hasAtLeastOneElementOfType(verdict));
    }

    /** What was found of the image while it was in this phase. */
    private Stream<ProbeResult> results(String phase) {
        EventCodec<ProbeResult> codec = EventCodec.of(ProbeResult.class);
        return pipeline.read(pipeline.topics().probeResults().name()).stream()
                .map(record -> ((Decoded.Event<ProbeResult>) codec.decode(record.value())).value())
                .filter(it -> it.context().path("phase").asText().equals(phase));
    }
}
