package io.rollcall.standalone.trouble;

import static io.rollcall.testkit.ImageAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.standalone.services.Services;
import io.rollcall.testkit.RealParts;
import io.rollcall.testkit.TestCluster;
import io.rollcall.testkit.TestRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rights of {@code deploy/rbac}, given by RBAC to ServiceAccounts that come with a token, as pods do, on a real API
 * server: they are enough, and none is to spare.
 */
class RightsIT {
    private static final String REGISTRY = "registry.test:5000";
    private static final int SIDE_BY_SIDE = 6;

    @TempDir
    private static Path directory;

    private static TestCluster cluster;
    private static String namespace;

    @BeforeAll
    static void open() {
        RealParts.ofThisMachine().requireApiServer();
        cluster = TestCluster.open();
        namespace = cluster.newNamespace();
    }

    @AfterAll
    static void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void shouldLoseAndRecoverAnImageWithTheRightsOfTheManifests() {
        Manifests manifests = Manifests.of("write");
        try (DockerRegistry registry = TestRegistry.plain(directory);
                Account watcher = Account.create(cluster, namespace, "w", manifests.rightsOf("watcher"));
                Account writer = Account.create(cluster, namespace, "s", manifests.rightsOf("status-writer"));
                Wire wire = Wire.shared(1)) {
            // Given
            GenericKubernetesResource image = cluster.images().createVirtualImage(namespace, "ubuntu", registry.host());
            String repository = "vi/" + namespace + "/ubuntu";
            String tag = image.getMetadata().getUid();
            String digest = registry.push(repository, tag, Manifest.DOCKER);
            Map<String, String> settings =
                    wire.settings(Map.of("mode", "write", "registries[0].host", registry.host()));
            try (OneService one = OneService.start(Services.WATCHER, with(settings, watcher));
                    OneService two = OneService.start(Services.PROBER, settings);
                    OneService three = OneService.start(Services.STATUS_WRITER, with(settings, writer))) {
                Stream.of(one, two, three).forEach(OneService::awaitReady);

                // When
                registry.deleteManifest(repository, digest);

                // Then
                eventually(() -> assertThat(fresh(image)).hasPhase("ImageLost"));

                // When
                registry.push(repository, tag, Manifest.DOCKER);

                // Then
                eventually(() -> assertThat(fresh(image)).hasPhase("Ready"));
                eventually(() -> assertThat(events(image)).isEqualTo(2));
                assertThat(Stream.of(one, two, three)).allMatch(OneService::isReady);
            }
        }
    }

    @Test
    void shouldObserveWithoutTheRightToWrite() {
        try (Account account = Account.create(
                        cluster, namespace, "o", Manifests.of("observe").rightsOf("status-writer"));
                Wire wire = Wire.shared(1)) {
            // Given
            GenericKubernetesResource image = cluster.images().createVirtualImage(namespace, "observed", REGISTRY);
            wire.createTopics();

            // When
            try (OneService writer = OneService.start(Services.STATUS_WRITER, with(wire.settings(Map.of()), account))) {
                wire.send(wire.topics().probeResults(), Probed.key(image).toString(), Probed.absent(image));

                // Then
                eventually(() -> assertThat(wire.values(wire.topics().transitions()))
                        .singleElement()
                        .asString()
                        .contains("\"OBSERVED\""));
                writer.awaitReady();
                assertThat(fresh(image)).hasPhase("Ready");
                assertThat(events(image)).isZero();
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> shouldNameTheOneRightThatIsMissingAndGoOnWhenItIsGranted() {
        Stories stories = new Stories(SIDE_BY_SIDE);
        for (Services.Entry service : List.of(Services.WATCHER, Services.STATUS_WRITER)) {
            List<PolicyRule> rights = Manifests.of("write").rightsOf(service.name());
            assertThat(rights).isNotEmpty().doesNotHaveDuplicates();
            for (PolicyRule missing : rights) {
                stories.tell(
                        service.name() + " may not " + Manifests.inWords(missing),
                        () -> oneLess(service, rights, missing, service.name() + rights.indexOf(missing)));
            }
        }
        return stories.all();
    }

    private static void oneLess(Services.Entry service, List<PolicyRule> rights, PolicyRule missing, String name) {
        List<PolicyRule> others =
                rights.stream().filter(right -> !right.equals(missing)).toList();
        try (Account account = Account.create(cluster, namespace, name, others);
                Wire wire = Wire.shared(1)) {
            // Given
            List<GenericKubernetesResource> images = List.of(
                    cluster.images().createVirtualImage(namespace, name, REGISTRY),
                    cluster.images().createClusterVirtualImage(cluster.clusterName(name), REGISTRY));
            wire.createTopics();
            images.forEach(image ->
                    wire.send(wire.topics().probeResults(), Probed.key(image).toString(), Probed.absent(image)));

            // When
            try (OneService running =
                    OneService.start(service, with(wire.settings(Map.of("mode", "write")), account))) {
                String sentence = running.awaitSentence("may not");

                // Then
                assertThat(sentence.toLowerCase(Locale.ROOT)).startsWith("the " + service.name() + " may not ");
                assertThat(sentence)
                        .contains("may not " + Manifests.inWords(missing))
                        .doesNotContain(", nor ")
                        .containsPattern("as deploy/rbac does: kubectl apply -k deploy/rbac/(observe|write)\\.$");
                assertThat(running.isReady()).isFalse();
                assertThat(running.health().alive()).isTrue();

                // When
                account.grant(rights);

                // Then
                running.awaitReady();
                if (service.equals(Services.WATCHER)) {
                    images.forEach(image -> eventually(
                            () -> assertThat(wire.values(wire.topics().images()))
                                    .anyMatch(state ->
                                            state.contains(image.getMetadata().getUid()))));
                } else {
                    eventually(() ->
                            assertThat(wire.values(wire.topics().alerts())).hasSize(2));
                    images.forEach(image -> {
                        assertThat(fresh(image)).hasPhase("ImageLost");
                        assertThat(events(image)).isEqualTo(1);
                    });
                }
            }
        }
    }

    private static Map<String, String> with(Map<String, String> settings, Account account) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("kubernetes.kubeconfig", account.kubeconfig(directory).toString());
        return all;
    }

    private static GenericKubernetesResource fresh(GenericKubernetesResource image) {
        return cluster.images().handle(image).get();
    }

    private static long events(GenericKubernetesResource image) {
        return cluster.client().v1().events().inAnyNamespace().list().getItems().stream()
                .filter(event -> image.getMetadata()
                        .getUid()
                        .equals(event.getInvolvedObject().getUid()))
                .count();
    }

    private static void eventually(ThrowingRunnable holds) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(holds);
    }
}
