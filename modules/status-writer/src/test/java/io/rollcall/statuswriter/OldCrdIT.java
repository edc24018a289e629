package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.rollcall.testkit.RealParts;
import io.rollcall.testkit.TestCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator too old to know {@code ImageLost}, on a real API server: a mock validates nothing. */
class OldCrdIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String CRD = "virtualimages.virtualization.deckhouse.io";

    @Test
    void shouldSayWhatToUpgradeAndGoOnWhenTheCrdRefusesThePhase(@TempDir Path directory) throws IOException {
        RealParts.ofThisMachine().requireApiServer();
        try (TestCluster cluster = TestCluster.open();
                Rig rig = new Rig(cluster, directory)) {
            // Given
            Pictures pictures = new Pictures(cluster);
            GenericKubernetesResource image =
                    cluster.images().createVirtualImage(cluster.newNamespace(), "ubuntu", Pictures.REGISTRY);
            rewrite(cluster, "\"ImageLost\"", "\"Elsewhere\"");
            try {
                rig.start();
                await().atMost(SOON).untilAsserted(() -> assertThat(rig.unready())
                        .contains(CRD)
                        .contains("does not allow ImageLost in status.phase; upgrade"));

                // When
                rig.send(pictures.absent(image, 0));
                rig.send(pictures.absent(image, 1));

                // Then
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(rig.committed()).isEqualTo(2));
                assertThat(rig.transitions()).isNotEmpty().allSatisfy(it -> {
                    assertThat(it.path("outcome").asText()).isEqualTo("REFUSED");
                    assertThat(it.path("why").asText()).contains("status.phase");
                });
                assertThat(rig.alerts())
                        .extracting(it -> it.path("type").asText())
                        .containsOnly("io.rollcall.image.unwritable.v1");
                assertThat(pictures.phase(image)).isEqualTo("Ready");
                assertThat(pictures.events(image)).isEmpty();
            } finally {
                rewrite(cluster, "\"Elsewhere\"", "\"ImageLost\"");
            }

            // When
            rig.send(pictures.absent(image, 2));

            // Then
            await().atMost(SOON).untilAsserted(() -> assertThat(rig.alerts())
                    .extracting((JsonNode it) -> it.path("type").asText())
                    .contains("io.rollcall.image.lost.v1"));
            assertThat(pictures.phase(image)).isEqualTo("ImageLost");
        }
    }

    /** Changes the CRD, and returns when the server goes by it. */
    private static void rewrite(TestCluster cluster, String from, String to) {
        var crd = cluster.client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(CRD);
        crd.edit(it ->
                Serialization.unmarshal(Serialization.asJson(it).replace(from, to), CustomResourceDefinition.class));
        GenericKubernetesResource trial =
                cluster.images().createVirtualImage(cluster.newNamespace(), "trial", Pictures.REGISTRY);
        await().atMost(SOON).untilAsserted(() -> assertThat(takes(cluster, trial, "ImageLost"))
                .isEqualTo(to.contains("ImageLost")));
    }

    private static boolean takes(TestCluster cluster, GenericKubernetesResource image, String phase) {
        GenericKubernetesResource fresh = cluster.images().handle(image).get();
        Map<String, Object> status = new HashMap<>(fresh.get("status"));
        status.put("phase", phase);
        fresh.setAdditionalProperty("status", status);
        try {
            var unused = cluster.images().handle(fresh).updateStatus();
            return true;
        } catch (KubernetesClientException e) {
            return e.getCode() != 422;
        }
    }
}
