package io.rollcall.standalone.endtoend;

import static io.rollcall.standalone.endtoend.LiveImage.areLostAndRecovered;
import static io.rollcall.testkit.ImageAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.transition.Outcome;
import io.rollcall.contract.transition.Transition;
import io.rollcall.testkit.Fault;
import io.rollcall.testkit.UpstreamNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What upstream's habits make of a cluster, through all three services at once. One scene serves all tests. */
@Tag("conformance")
class UpstreamScenesIT {
    @TempDir
    private static Path directory;

    private static Scene scene;
    private static String namespace;

    @BeforeAll
    static void open() {
        scene = new Scene(directory);
        namespace = scene.cluster.newNamespace();
    }

    @AfterAll
    static void close() throws IOException {
        if (scene != null) {
            scene.close();
        }
    }

    @Test
    @DisplayName("two images with one URL")
    void shouldAskOnceAndTellEachWhenTwoImagesHaveOneUrl() {
        // Given
        LiveImage first = scene.virtualImage(namespace, "one-url-a").pushed().ready();
        LiveImage second =
                scene.virtualImage(namespace, "one-url-b").at(first.url()).ready();
        first.seenPresent();
        second.seenPresent();

        // When
        first.dataDeleted();
        first.isLost(1);
        second.isLost(1);
        scene.awaitThat(() -> assertThat(lostAttempts(first)).last().isIn(lostAttempts(second)));
        first.pushed();

        // Then
        first.isRecovered(1);
        second.isRecovered(1);
        assertThat(first.events()).hasSize(2);
        assertThat(second.events()).hasSize(2);
        assertThat(attempts(first)).hasSize(2).isEqualTo(attempts(second));
    }

    /** The probes that found it missing while it was lost. */
    private static List<String> lostAttempts(LiveImage image) {
        return image.results().stream()
                .filter(it -> it.verdict().is().equals("absent"))
                .filter(it -> it.context().path("phase").asText().equals("ImageLost"))
                .map(ProbeResult::attempt)
                .toList();
    }

    /** The probes that its transitions rest on. */
    private static List<String> attempts(LiveImage image) {
        return image.transitions().stream()
                .filter(it -> it.outcome() == Outcome.WRITTEN)
                .map(it -> it.evidence().attempt())
                .toList();
    }

    @Test
    @DisplayName("a CVI stored under vi/<name>:<uid>")
    void shouldLoseAndRecoverWhenAClusterImageLiesAmongTheVirtualImages() {
        // Given
        String name = scene.cluster.clusterName("from-snapshot");
        LiveImage image = scene.clusterImage(name);
        image.at(scene.registry.host() + "/vi/" + name + ":" + image.uid())
                .pushed()
                .ready();

        // When / Then
        areLostAndRecovered(image);
    }

    @Test
    @DisplayName("phase Ready with condition Ready=False")
    void shouldGoByThePhaseWhenTheConditionSaysDatasourceNotReady() {
        // Given
        LiveImage image = scene.virtualImage(namespace, "copied").pushed().ready();
        image.status(status -> {
            Conditions.set(status, "Ready", "False", "DatasourceNotReady", "Datasource is not ready.");
            Conditions.set(status, "DatasourceReady", "False", "ImageNotReady", "the source is lost");
            Conditions.set(status, "InUse", "True", "InUse", "");
        });

        // When / Then
        areLostAndRecovered(image);
    }

    @Test
    @DisplayName("re-created under its name during an outage")
    void shouldLeaveTheNewImageAloneWhenItWasRecreatedDuringAnOutage() {
        // Given
        LiveImage old = flaky("recreated").pushed().ready().seenPresent();
        old.dataDeleted().isLost(1);
        ProbeResult absent = old.transitions().get(0).evidence();
        scene.flaky.set(Fault.refuse());
        old.handle().delete();
        scene.awaitThat(() -> assertThat(old.handle().get()).isNull());

        // When
        LiveImage young = flaky("recreated").pushed().ready();
        scene.awaitThat(() -> assertThat(young.results())
                .isNotEmpty()
                .allMatch(it -> it.verdict().is().equals("inconclusive")));
        GenericKubernetesResource before = young.now();
        scene.deliverAgain(absent);

        // Then
        scene.awaitThat(() -> assertThat(old.transitions())
                .filteredOn(it -> it.outcome() == Outcome.STALE)
                .extracting(Transition::why)
                .containsExactly("the object was created anew under its name"));
        assertThat(young.now()).isEqualTo(before);

        // When
        scene.flaky.set(Fault.pass());

        // Then
        young.seenPresent();
        assertThat(young.now()).isEqualTo(before);
        assertThat(young.events()).isEmpty();
        areLostAndRecovered(young);
    }

    private static LiveImage flaky(String name) {
        LiveImage image = scene.virtualImage(namespace, name);
        return image.at(scene.flaky.host() + "/vi/" + namespace + "/" + name + ":" + image.uid());
    }

    @Test
    @DisplayName("ImageLost set by hand, with its condition, the data present")
    void shouldRecoverWhenImageLostWasSetByHandWithItsCondition() {
        // Given
        LiveImage image =
                scene.virtualImage(namespace, "by-hand").pushed().ready().seenPresent();

        // When
        image.status(status -> {
            status.put("phase", "ImageLost");
            Conditions.set(status, "Ready", "False", "ImageLost", LiveImage.LOST);
        });

        // Then
        image.isRecovered(1);
        assertThat(image.events()).hasSize(1);
    }

    @Test
    @DisplayName("ImageLost set by hand, the condition left at Ready=True, the data present")
    void shouldRecoverWhenImageLostWasSetByHandAlone() {
        // Given
        LiveImage image = scene.clusterImage(scene.cluster.clusterName("by-hand"))
                .pushed()
                .ready()
                .seenPresent();

        // When
        image.status(status -> status.put("phase", "ImageLost"));

        // Then
        image.isRecovered(1);
        assertThat(image.events()).hasSize(1);
    }

    @Test
    @DisplayName("names of 253 characters")
    void shouldLoseAndRecoverWhenNamesHave253Characters() {
        // Given
        String host = scene.registry.host();
        String everyones = filled(scene.cluster.clusterName(""), 253);
        String longest = scene.cluster.newNamespace("-" + "s".repeat(62 - namespace.length()));
        String mine = "m".repeat(230) + "." + "n".repeat(22);
        LiveImage clusterImage = scene.clusterImage(everyones);
        LiveImage image = scene.virtualImage(longest, mine);
        clusterImage.at(UpstreamNames.clusterVirtualImage(host, everyones) + ":" + clusterImage.uid());
        image.at(UpstreamNames.virtualImage(host, longest, mine) + ":" + image.uid());

        // When
        areLostAndRecovered(clusterImage.pushed().ready(), image.pushed().ready());

        // Then
        for (LiveImage one : List.of(clusterImage, image)) {
            assertThat(one.now().getMetadata().getName()).hasSize(253);
            assertThat(one.events()).hasSize(2).allSatisfy(event -> assertThat(
                            event.getMetadata().getName())
                    .hasSizeLessThanOrEqualTo(253)
                    .matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*"));
        }
        assertThat(longest).hasSize(63);
    }

    private static String filled(String beginning, int length) {
        return beginning + "n".repeat(length - beginning.length());
    }

    @Test
    @DisplayName("PVCLost; storage PersistentVolumeClaim and Kubernetes")
    void shouldNeverAskOrTouchWhenTheImageLiesInTheCluster() {
        // Given
        List<LiveImage> images = new ArrayList<>();
        images.add(scene.storedImage(namespace, "in-a-claim", "PersistentVolumeClaim")
                .ready());
        images.add(scene.storedImage(namespace, "in-the-cluster", "Kubernetes").ready());
        images.add(scene.storedImage(namespace, "claim-lost", "PersistentVolumeClaim")
                .ready()
                .status(status -> {
                    status.put("phase", "PVCLost");
                    Conditions.set(status, "Ready", "False", "PVCLost", "PersistentVolumeClaim \"x\" not found.");
                }));
        List<GenericKubernetesResource> before =
                images.stream().map(LiveImage::now).toList();

        // When
        scene.virtualImage(namespace, "fence-stored").ready().isLost(1);

        // Then
        assertThat(images.stream().map(LiveImage::now).toList()).isEqualTo(before);
        assertThat(images).allSatisfy(image -> {
            assertThat(image.results()).isEmpty();
            assertThat(image.events()).isEmpty();
        });
    }

    @Test
    @DisplayName("deletion while lost")
    void shouldLeaveItAloneWhenItIsBeingDeletedWhileLost() {
        // Given
        LiveImage image = scene.virtualImage(namespace, "terminating").ready().finalizers("rollcall.test/hold");
        image.isLost(1);

        // When
        image.handle().delete();
        scene.awaitThat(() -> assertThat(scene.lastSaidOf(image)).contains("\"deleting\":true"));
        GenericKubernetesResource before = image.now();
        image.pushed();
        scene.virtualImage(namespace, "fence-terminating").ready().isLost(1);

        // Then
        assertThat(image.now()).isEqualTo(before).satisfies(it -> assertThat(it).hasPhase("ImageLost"));
        assertThat(image.events()).hasSize(1);

        // When
        image.finalizers();

        // Then
        scene.awaitThat(() -> assertThat(scene.lastSaidOf(image)).isEqualTo("deleted"));
    }

    @Test
    @DisplayName("a label selector")
    void shouldAskOnlyForImagesThatTheSelectorMatches() {
        // Given
        LiveImage other = scene.unlabelledImage(namespace, "unlabelled").ready();
        GenericKubernetesResource before = other.now();

        // When
        scene.virtualImage(namespace, "labelled").ready().isLost(1);

        // Then
        assertThat(scene.lastSaidOf(other)).isEqualTo("nothing");
        assertThat(other.results()).isEmpty();
        assertThat(other.now()).isEqualTo(before);
    }

    @Test
    @DisplayName("event content")
    void shouldTellTheWholeEventWhenLostAndWhenRecovered() {
        // Given
        LiveImage mine = scene.virtualImage(namespace, "told").pushed().ready();
        LiveImage everyones =
                scene.clusterImage(scene.cluster.clusterName("told")).pushed().ready();

        // When
        areLostAndRecovered(mine, everyones);

        // Then
        TheWholeEvent.assertTellsBoth(mine, "VirtualImage");
        TheWholeEvent.assertTellsBoth(everyones, "ClusterVirtualImage");
    }
}
