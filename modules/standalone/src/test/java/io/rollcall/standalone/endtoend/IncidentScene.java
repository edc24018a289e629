package io.rollcall.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.kind.ImageKinds;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.contract.transition.Outcome;
import io.rollcall.contract.transition.Transition;
import io.rollcall.runtime.config.HttpConfig;
import io.rollcall.runtime.http.Endpoints;
import io.rollcall.runtime.http.HttpEdge;
import io.rollcall.sandbox.Certificates;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.sandbox.RegistrySetup;
import io.rollcall.testkit.RealParts;
import io.rollcall.testkit.TestBroker;
import io.rollcall.testkit.TestCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A registry behind a password that tells what it does, images in it, and the three services; and what is done to them. */
final class IncidentScene implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String USER = "node-puller";
    private static final String PASSWORD = "s3cret";

    private final String prefix = TestBroker.shared().uniquePrefix();
    private final TestCluster cluster = TestCluster.open();
    private final Endpoints endpoints = new Endpoints();
    private final HttpEdge edge;
    private final DockerRegistry registry;
    private final Path dockerConfig;
    private final Pipeline pipeline;
    private final List<GenericKubernetesResource> images = new ArrayList<>();
    private final String namespace = cluster.newNamespace();
    private String doomed;

    IncidentScene(Path directory, int count) throws IOException {
        RealParts.ofThisMachine().requireDockerRegistry();
        edge = HttpEdge.start(new HttpConfig("127.0.0.1", 0), List.of(), () -> "", endpoints);
        Certificates certificates = Certificates.in(directory.resolve("pki"), Clock.systemUTC());
        String listener =
                "http://127.0.0.1:%d/notifications".formatted(edge.address().getPort());
        registry = DockerRegistry.of(
                directory,
                RegistrySetup.plain()
                        .with(new DockerRegistry.Security(certificates.forNames("127.0.0.1"), USER, PASSWORD))
                        .with(new RegistrySetup.Notifications(listener, "the-token", false)));
        dockerConfig = directory.resolve("config.json");
        password(PASSWORD);
        for (int i = 0; i < count; i++) {
            GenericKubernetesResource image =
                    cluster.images().createVirtualImage(namespace, "image-%03d".formatted(i), registry.host());
            String digest = registry.push(repository(image), image.getMetadata().getUid(), Manifest.OCI);
            doomed = digest;
            images.add(image);
        }
        pipeline = new Pipeline(
                prefix,
                cluster,
                registry.host(),
                ImageKinds.all(Duration.ofSeconds(1), Duration.ofSeconds(1)),
                Map.of(
                        "kubernetes.namespaces", namespace,
                        "sweep.schedule", "@every 3s",
                        "notifications.tokenFile",
                                Files.writeString(directory.resolve("token"), "the-token\n")
                                        .toString(),
                        "registries[0].ca", certificates.ca().toString(),
                        "registries[0].dockerConfig", dockerConfig.toString(),
                        "registries[0].policy.rate", "1000/s",
                        "registries[0].policy.burst", "100",
                        "registries[0].policy.backoffMax", "1s",
                        "registries[0].policy.freshness", "0s"),
                endpoints);
    }

    Pipeline pipeline() {
        return pipeline;
    }

    String host() {
        return registry.host();
    }

    String prefix() {
        return prefix;
    }

    int size() {
        return images.size();
    }

    /** The image that somebody deletes. */
    String doomed() {
        return namespace + "/" + images.get(images.size() - 1).getMetadata().getName();
    }

    private static String repository(GenericKubernetesResource image) {
        return "vi/" + image.getMetadata().getNamespace() + "/"
                + image.getMetadata().getName();
    }

    void password(String password) throws IOException {
        String auth = Base64.getEncoder().encodeToString((USER + ":" + password).getBytes(StandardCharsets.UTF_8));
        Files.writeString(dockerConfig, "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry.host(), auth));
    }

    void deleteOne() {
        registry.deleteManifest(repository(images.get(images.size() - 1)), doomed);
    }

    void loseStorage() {
        registry.loseStorage();
    }

    void restoreStorage() {
        registry.restoreStorage();
    }

    /** Waits until so many images were found there since that result. */
    void awaitPresent(int count, long since) {
        awaitImages(count, since, it -> it.verdict() instanceof Verdict.Present);
    }

    void awaitDenied(int count, long since) {
        awaitImages(
                count,
                since,
                it -> it.verdict() instanceof Verdict.Inconclusive inconclusive
                        && inconclusive.reason() == Reason.DENIED);
    }

    /** Waits until so many images were found absent so often in a row, while they were lost. */
    void awaitAbsent(int count, int inARow) {
        awaitImages(
                count,
                0,
                it -> it.verdict() instanceof Verdict.Absent
                        && it.consecutive() >= inARow
                        && it.context().path("phase").asText().equals("ImageLost"));
    }

    void awaitWritten(String change, int count) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).untilAsserted(() -> assertThat(
                        transitions().stream()
                                .filter(it -> it.outcome() == Outcome.WRITTEN
                                        && it.change().equals(change))
                                .map(Transition::uid)
                                .distinct())
                .as("%s: %s", change, pipeline.troubles())
                .hasSizeGreaterThanOrEqualTo(count));
    }

    private void awaitImages(int count, long since, java.util.function.Predicate<ProbeResult> which) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).untilAsserted(() -> {
            Set<String> uids = results().stream()
                    .skip(since)
                    .filter(which)
                    .map(ProbeResult::uid)
                    .collect(Collectors.toSet());
            assertThat(uids).as("%s", pipeline.troubles()).hasSizeGreaterThanOrEqualTo(count);
        });
    }

    /** Everything that was answered, by the time of the answer. */
    List<ProbeResult> results() {
        EventCodec<ProbeResult> codec = EventCodec.of(ProbeResult.class);
        return pipeline.read(pipeline.topics().probeResults().name()).stream()
                .map(record -> ((Decoded.Event<ProbeResult>) codec.decode(record.value())).value())
                .sorted(java.util.Comparator.comparing(ProbeResult::probedAt))
                .toList();
    }

    List<Transition> transitions() {
        EventCodec<Transition> codec = EventCodec.of(Transition.class);
        return pipeline.read(pipeline.topics().transitions().name()).stream()
                .map(record -> ((Decoded.Event<Transition>) codec.decode(record.value())).value())
                .toList();
    }

    @Override
    public void close() throws IOException {
        pipeline.close();
        registry.close();
        edge.close();
        cluster.close();
    }
}
