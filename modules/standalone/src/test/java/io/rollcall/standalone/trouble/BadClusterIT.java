package io.rollcall.standalone.trouble;

import static io.rollcall.testkit.ImageAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.rollcall.sandbox.Crds;
import io.rollcall.standalone.services.Services;
import io.rollcall.testkit.Fault;
import io.rollcall.testkit.FlakyProxy;
import io.rollcall.testkit.TestCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** An API server that is away, slow, silent, or not as it must be, for watcher and status-writer: told, waited out, made good. */
class BadClusterIT {
    private static final String REGISTRY = "registry.test:5000";
    private static final String VI = "virtualimages.virtualization.deckhouse.io";

    @TempDir
    private static Path directory;

    private static TestCluster cluster;

    @BeforeAll
    static void open() {
        cluster = TestCluster.open();
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @TestFactory
    Stream<DynamicTest> shouldTellWhatIsWrongAndLoseNothing() {
        Stories stories = new Stories(10);
        for (Services.Entry service : new Services.Entry[] {Services.WATCHER, Services.STATUS_WRITER}) {
            String who = service.name() + ": ";
            stories.tell(who + "away at the start", () -> awayAtTheStart(service, Fault.refuse(), "does not answer ("))
                    .tell(
                            who + "silent at the start",
                            () -> awayAtTheStart(service, Fault.blackhole(), "does not answer ("))
                    .tell(who + "away later", () -> awayLater(service))
                    .tell(who + "slow", () -> slow(service))
                    .tell(who + "an expired token", () -> expiredToken(service))
                    .tell(
                            who + "a kubeconfig that is none",
                            () -> unusable(service, ": : [", Map.of(), "kubernetes.kubeconfig"))
                    .tell(
                            who + "a context that is not there",
                            () -> unusable(
                                    service,
                                    read(cluster.kubeconfig()),
                                    Map.of("kubernetes.context", "elsewhere"),
                                    "the kubeconfig has no context elsewhere"))
                    .tell(who + "a CRD that comes late", () -> lateCrd(service))
                    .tell(who + "a CRD without ImageLost", () -> oldCrd(service));
        }
        return stories.all();
    }

    private static void awayAtTheStart(Services.Entry service, Fault fault, String sentence) {
        inFrontOf(cluster, (proxy, kubeconfig) -> {
            try (Wire wire = Wire.shared(1)) {
                // Given
                GenericKubernetesResource image = waitingImage(cluster, wire);
                proxy.set(fault);

                // When
                try (OneService running = OneService.start(service, settings(wire, kubeconfig))) {

                    // Then
                    assertThat(running.awaitSentence(sentence)).contains("check ");
                    assertThat(running.health().alive()).isTrue();

                    // When
                    proxy.set(Fault.pass());

                    // Then
                    running.awaitReady();
                    assertServed(service, cluster, wire, image);
                }
            }
        });
    }

    private static void awayLater(Services.Entry service) {
        inFrontOf(cluster, (proxy, kubeconfig) -> {
            try (Wire wire = Wire.shared(1);
                    OneService running = OneService.start(service, settings(wire, kubeconfig))) {
                // Given
                running.awaitReady();

                // When
                proxy.set(Fault.refuse());
                GenericKubernetesResource image = waitingImage(cluster, wire);

                // Then
                running.awaitSentence("does not answer (");
                assertThat(running.health().alive()).isTrue();

                // When
                proxy.set(Fault.pass());

                // Then
                running.awaitReady();
                assertServed(service, cluster, wire, image);
            }
        });
    }

    private static void slow(Services.Entry service) {
        inFrontOf(cluster, (proxy, kubeconfig) -> {
            try (Wire wire = Wire.shared(1)) {
                // Given
                GenericKubernetesResource image = waitingImage(cluster, wire);
                proxy.set(Fault.delay(Duration.ofMillis(300)));

                // When
                try (OneService running = OneService.start(service, settings(wire, kubeconfig))) {

                    // Then
                    running.awaitReady();
                    assertServed(service, cluster, wire, image);
                }
            }
        });
    }

    private static void expiredToken(Services.Entry service) {
        if (!cluster.isReal()) {
            return; // the mock lets everybody in
        }
        try (Wire wire = Wire.shared(1)) {
            // Given
            String kubeconfig = read(cluster.kubeconfig()).replaceAll("token: [^}\\n]+", "token: expired");
            Path file = write(kubeconfig);

            // When
            try (OneService running = OneService.start(service, settings(wire, file))) {

                // Then
                assertThat(running.awaitSentence("credentials")).containsAnyOf("renew", "give a kubeconfig");
                assertThat(running.health().alive()).isTrue();
            }
        }
    }

    private static void unusable(Services.Entry service, String kubeconfig, Map<String, String> more, String sentence) {
        try (Wire wire = Wire.shared(1)) {
            // Given
            Map<String, String> settings = settings(wire, write(kubeconfig));
            settings.putAll(more);

            // When
            try (OneService running = OneService.start(service, settings)) {

                // Then
                eventually(() -> assertThat(running.health().failed().orElse(""))
                        .contains(sentence)
                        .contains("correct"));
                Troubleshooting.documented(running.health().failed().orElseThrow());
            }
        }
    }

    private static void lateCrd(Services.Entry service) {
        try (TestCluster mock = TestCluster.openMock();
                Wire wire = Wire.shared(1)) {
            // Given
            GenericKubernetesResource image = waitingImage(mock, wire);
            crd(mock).delete();

            // When
            try (OneService running = OneService.start(service, settings(wire, mock.kubeconfig()))) {

                // Then
                assertThat(running.awaitSentence("CRD " + VI)).contains("install");
                assertThat(running.health().alive()).isTrue();

                // When
                mock.client().resource(Crds.virtualImages()).create();

                // Then
                running.awaitReady();
                assertServed(service, mock, wire, image);
            }
        }
    }

    private static void oldCrd(Services.Entry service) {
        try (TestCluster mock = TestCluster.openMock();
                Wire wire = Wire.shared(1)) {
            // Given
            String old = Serialization.asJson(Crds.virtualImages()).replace("\"ImageLost\"", "\"Elsewhere\"");
            crd(mock).delete();
            mock.client()
                    .resource(Serialization.unmarshal(old, CustomResourceDefinition.class))
                    .create();

            // When
            try (OneService running = OneService.start(service, settings(wire, mock.kubeconfig()))) {

                // Then
                assertThat(running.awaitSentence("CRD " + VI + " does not allow ImageLost in status.phase"))
                        .contains("upgrade its");

                // When
                crd(mock).delete();
                mock.client().resource(Crds.virtualImages()).create();

                // Then
                running.awaitReady();
            }
        }
    }

    private static Resource<CustomResourceDefinition> crd(TestCluster of) {
        return of.client().apiextensions().v1().customResourceDefinitions().withName(VI);
    }

    /** An image, and on the bus a result that it is gone. */
    private static GenericKubernetesResource waitingImage(TestCluster in, Wire wire) {
        GenericKubernetesResource image;
        synchronized (in) {
            image = in.images().createVirtualImage(in.newNamespace(), "ubuntu", REGISTRY);
        }
        wire.createTopics();
        wire.send(wire.topics().probeResults(), Probed.key(image).toString(), Probed.absent(image));
        return image;
    }

    private static void assertServed(
            Services.Entry service, TestCluster in, Wire wire, GenericKubernetesResource image) {
        if (service.equals(Services.WATCHER)) {
            eventually(() -> assertThat(wire.values(wire.topics().images()))
                    .anyMatch(state -> state.contains(image.getMetadata().getUid())));
        } else {
            eventually(() -> assertThat(in.images().handle(image).get()).hasPhase("ImageLost"));
            eventually(() -> assertThat(wire.records(wire.topics().alerts())).hasSize(1));
        }
    }

    private static Map<String, String> settings(Wire wire, Path kubeconfig) {
        return wire.settings(Map.of("mode", "write", "kubernetes.kubeconfig", kubeconfig.toString()));
    }

    private static void inFrontOf(TestCluster of, BiConsumer<FlakyProxy, Path> story) {
        String server = of.client().getMasterUrl().getAuthority();
        try (FlakyProxy proxy = FlakyProxy.to(server)) {
            story.accept(proxy, write(read(of.kubeconfig()).replace(server, proxy.host())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(String kubeconfig) {
        try {
            return Files.writeString(Files.createTempFile(directory, "kubeconfig", ""), kubeconfig);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void eventually(ThrowingRunnable holds) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(holds);
    }
}
