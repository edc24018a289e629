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
import io.rollcall.contract.topics.TopicSpec;
import io.rollcall.contract.transition.Outcome;
import io.rollcall.contract.transition.Transition;
import io.rollcall.runtime.config.HttpConfig;
import io.rollcall.runtime.http.Endpoints;
import io.rollcall.runtime.http.HttpEdge;
import io.rollcall.sandbox.Certificates;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.sandbox.RegistrySetup;
import io.rollcall.standalone.bus.TopicReader;
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
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

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
    private final Followed<ProbeResult> results;
    private final Followed<Transition> transitions;
    /** By repository; of the last one the image is the one that somebody deletes. */
    private final NavigableMap<String, String> digests;

    private final String namespace = cluster.newNamespace();
    private boolean settled;

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
        digests = IntStream.range(0, count)
                .parallel()
                .mapToObj(
                        i -> cluster.images().createVirtualImage(namespace, "image-%03d".formatted(i), registry.host()))
                .collect(Collectors.toMap(
                        IncidentScene::repository,
                        image -> registry.push(
                                repository(image), image.getMetadata().getUid(), Manifest.OCI),
                        (a, b) -> a,
                        TreeMap::new));
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
        results = new Followed<>(pipeline.topics().probeResults(), ProbeResult.class);
        transitions = new Followed<>(pipeline.topics().transitions(), Transition.class);
    }

    String prefix() {
        return prefix;
    }

    /** The registry's. */
    String host() {
        return registry.host();
    }

    /** The image that somebody deletes. */
    String doomed() {
        return digests.lastKey().substring("vi/".length());
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
        registry.deleteManifest(digests.lastKey(), digests.lastEntry().getValue());
    }

    void loseStorage() {
        registry.loseStorage();
    }

    void restoreStorage() {
        registry.restoreStorage();
    }

    /** Stops the services: what they have told is all there is. */
    void settle() {
        if (!settled) {
            settled = true;
            pipeline.close();
        }
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

    private void awaitImages(int count, long since, Predicate<ProbeResult> which) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).untilAsserted(() -> {
            Set<String> uids = results().stream()
                    .skip(since)
                    .filter(which)
                    .map(ProbeResult::uid)
                    .collect(Collectors.toSet());
            assertThat(uids).as("%s", pipeline.troubles()).hasSizeGreaterThanOrEqualTo(count);
        });
    }

    /** Everything that was answered so far; of each image in order. */
    List<ProbeResult> results() {
        return results.soFar();
    }

    List<Transition> transitions() {
        return transitions.soFar();
    }

    /** What a topic holds, read once. */
    private static final class Followed<E> implements AutoCloseable {
        private final TopicReader reader;
        private final EventCodec<E> codec;
        private final List<E> read = new ArrayList<>();

        Followed(TopicSpec topic, Class<E> type) {
            codec = EventCodec.of(type);
            reader = new TopicReader(
                    Map.of(
                            "bootstrap.servers",
                            TestBroker.shared().bootstrapServers(),
                            "isolation.level",
                            "read_committed",
                            "key.deserializer",
                            ByteArrayDeserializer.class,
                            "value.deserializer",
                            ByteArrayDeserializer.class),
                    topic.name(),
                    Duration.ofSeconds(10));
        }

        List<E> soFar() {
            if (read.isEmpty() && !reader.assign()) {
                return List.of();
            }
            Map<TopicPartition, Long> ends = reader.ends();
            while (!reader.isAt(ends)) {
                reader.poll(Duration.ofMillis(50))
                        .forEach(it -> read.add(((Decoded.Event<E>) codec.decode(it.value())).value()));
            }
            return List.copyOf(read);
        }

        @Override
        public void close() {
            reader.close();
        }
    }

    @Override
    public void close() throws IOException {
        results.close();
        transitions.close();
        settle();
        registry.close();
        edge.close();
        cluster.close();
    }
}
