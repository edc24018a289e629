package io.rollcall.standalone.endtoend;

import static io.rollcall.testkit.ImageAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.image.ReferenceParser;
import io.rollcall.contract.image.ReferenceParser.Parsed;
import io.rollcall.contract.kind.ImageKinds;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict.Absent;
import io.rollcall.contract.probe.Verdict.Inconclusive;
import io.rollcall.contract.probe.Verdict.Present;
import io.rollcall.contract.transition.Transition;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.sandbox.SampleImages;
import io.rollcall.testkit.Nginx;
import io.rollcall.testkit.Nginx.Site;
import io.rollcall.testkit.TestCluster;
import io.rollcall.testkit.TestRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Through all three services, with a real nginx between prober and registry: an image that is there is never lost. Each fault
 * has a site, and with it a registry, of its own; behind all of them is the same real one.
 */
class BehindNginxIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What nginx does in place of passing requests on. */
    private enum Fault {
        NO_BACKEND(Reason.NOT_A_REGISTRY, "return 404;"),
        ANOTHER_APPLICATION(
                Reason.NOT_A_REGISTRY,
                "default_type application/json; return 404 '{\"message\":\"no Route matched with those values\"}';"),
        WRONG_SERVICE(
                Reason.NOT_A_REGISTRY,
                "default_type text/html; return 200 '<html><title>Welcome to nginx!</title></html>';"),
        PASSWORD_WANTED(Reason.DENIED, "return 401;");

        private final Reason reason;
        private final String directives;

        Fault(Reason reason, String directives) {
            this.reason = reason;
            this.directives = directives;
        }

        private String host() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".example";
        }

        private Site faulty() {
            return Site.plain(host(), directives);
        }

        private Site passing() {
            return Site.plain(host(), "location / { proxy_pass http://%s; }".formatted(registry.host()));
        }
    }

    @TempDir
    private static Path directory;

    private static TestCluster cluster;
    private static DockerRegistry registry;
    private static Nginx nginx;
    private static Pipeline pipeline;
    private static final Map<Fault, GenericKubernetesResource> IMAGES = new EnumMap<>(Fault.class);

    @BeforeAll
    static void start() {
        cluster = TestCluster.open();
        registry = TestRegistry.plain(directory.resolve("registry"));
        nginx = Nginx.start(directory.resolve("nginx"), List.of(sites(Fault::passing)));
        SampleImages samples = cluster.images();
        String namespace = cluster.newNamespace();
        Map<String, String> settings =
                new HashMap<>(Map.of("sweep.schedule", "@every 500ms", "prober.breaker.open", "200ms"));
        for (Fault fault : Fault.values()) {
            String prefix = "registries[%d].".formatted(IMAGES.size());
            String name = fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
            IMAGES.put(
                    fault,
                    fault == Fault.WRONG_SERVICE
                            ? samples.createClusterVirtualImage(cluster.clusterName(name), fault.host())
                            : samples.createVirtualImage(namespace, name, fault.host()));
            push(IMAGES.get(fault));
            settings.put(prefix + "host", fault.host());
            settings.put(prefix + "connectTo", nginx.host());
            settings.put(prefix + "plainHttp", "true");
            settings.put(prefix + "policy.freshness", "0s");
            settings.put(prefix + "policy.backoffInitial", "200ms");
            settings.put(prefix + "policy.backoffMax", "400ms");
        }
        pipeline = new Pipeline(
                cluster,
                Fault.values()[0].host(),
                ImageKinds.all(Duration.ofMillis(300), Duration.ofMillis(500)),
                settings);
    }

    @AfterAll
    static void stop() {
        if (pipeline != null) {
            pipeline.close();
        }
        if (nginx != null) {
            nginx.close();
        }
        if (registry != null) {
            registry.close();
        }
        cluster.close();
    }

    @Test
    void shouldLeaveEveryImageAloneWhenNginxAnswersInTheRegistrysPlace() {
        // Given
        awaitAll(Instant.now(), 1, (fault, it) -> it.verdict() instanceof Present);
        List<Transition> before = transitions();

        // When
        nginx.serve(sites(Fault::faulty));
        Instant began = Instant.now();
        awaitAll(began, 3, (fault, it) -> it.verdict().equals(new Inconclusive(fault.reason)));
        nginx.serve(sites(Fault::passing));
        awaitAll(Instant.now(), 1, (fault, it) -> it.verdict() instanceof Present);

        // Then
        assertThat(transitions()).isEqualTo(before);
        assertThat(IMAGES.values()).allSatisfy(image -> assertThat(now(image)).hasPhase("Ready"));
        assertThat(results())
                .filteredOn(it -> !it.startedAt().isBefore(began))
                .noneMatch(it -> it.verdict() instanceof Absent);
    }

    @Test
    void shouldLoseEveryImageWhenTheStorageIsEmptyAndRecoverEachWhenItIsBack() {
        // Given
        awaitAll(Instant.now(), 1, (fault, it) -> it.verdict() instanceof Present);

        // When / Then
        registry.loseStorage();
        eachBecomes(image -> assertThat(image).hasPhase("ImageLost"));
        registry.restoreStorage();
        eachBecomes(image -> assertThat(image).hasPhase("Ready"));
    }

    @Test
    void shouldLoseTheOneThatIsDeletedAndNoOther() {
        // Given
        awaitAll(Instant.now(), 1, (fault, it) -> it.verdict() instanceof Present);
        GenericKubernetesResource deleted = IMAGES.get(Fault.NO_BACKEND);
        Map<Fault, GenericKubernetesResource> others = new EnumMap<>(IMAGES);
        others.remove(Fault.NO_BACKEND);

        // When / Then
        registry.deleteManifest(reference(deleted).repository(), push(deleted));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(now(deleted)).hasPhase("ImageLost"));
        assertThat(others.values()).allSatisfy(image -> assertThat(now(image)).hasPhase("Ready"));
        push(deleted);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(now(deleted)).hasPhase("Ready"));
    }

    private static Site[] sites(Function<Fault, Site> site) {
        return Stream.of(Fault.values()).map(site).toArray(Site[]::new);
    }

    /** Waits until each image has so many results like that of probes that started since. */
    private static void awaitAll(Instant since, int times, BiPredicate<Fault, ProbeResult> like) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            List<ProbeResult> all = results();
            assertThat(IMAGES).as("%s", pipeline.troubles()).allSatisfy((fault, image) -> assertThat(all)
                    .filteredOn(it -> it.uid().equals(image.getMetadata().getUid()))
                    .filteredOn(it -> !it.startedAt().isBefore(since))
                    .filteredOn(it -> like.test(fault, it))
                    .hasSizeGreaterThanOrEqualTo(times));
        });
    }

    private static void eachBecomes(ThrowingConsumer<GenericKubernetesResource> phase) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(IMAGES.values())
                .extracting(BehindNginxIT::now)
                .as("%s", pipeline.troubles())
                .allSatisfy(phase));
    }

    private static List<ProbeResult> results() {
        return events(pipeline.topics().probeResults().name(), ProbeResult.class);
    }

    private static List<Transition> transitions() {
        return events(pipeline.topics().transitions().name(), Transition.class);
    }

    private static <E> List<E> events(String topic, Class<E> type) {
        EventCodec<E> codec = EventCodec.of(type);
        return pipeline.read(topic).stream()
                .map(record -> ((Decoded.Event<E>) codec.decode(record.value())).value())
                .toList();
    }

    private static GenericKubernetesResource now(GenericKubernetesResource image) {
        return cluster.images().handle(image).get();
    }

    private static String push(GenericKubernetesResource image) {
        ImageReference reference = reference(image);
        return registry.push(reference.repository(), reference.reference(), Manifest.DOCKER);
    }

    @SuppressWarnings("unchecked")
    private static ImageReference reference(GenericKubernetesResource image) {
        Map<String, Object> status = image.get("status");
        Map<String, Object> target = (Map<String, Object>) status.get("target");
        return ((Parsed.Valid) ReferenceParser.parse((String) target.get("registryURL"))).reference();
    }
}
