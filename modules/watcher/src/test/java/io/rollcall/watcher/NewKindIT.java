package io.rollcall.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.image.Purpose;
import io.rollcall.contract.kind.ImageKinds;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.testkit.RealParts;
import io.rollcall.testkit.TestCluster;
import io.rollcall.watcher.cluster.KubernetesClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A third kind, whose CRD comes late. */
class NewKindIT {
    private final TestCluster cluster = TestCluster.open();
    private final Bus bus = new Bus();
    private final NewKind kind = new NewKind("k" + cluster.clusterName("").replaceAll("[^a-f0-9]", ""));

    @AfterEach
    void close() {
        boolean stays = cluster.isReal();
        RollcallConfig config = bus.config(cluster.kubeconfig(), "default");
        cluster.close();
        if (stays) {
            try (KubernetesClient client = KubernetesClients.of(config.kubernetes())) {
                client.resource(kind.definition()).delete();
            }
        }
    }

    @Test
    void shouldServeTheOthersAndNameTheFixUntilTheCrdIsThereAndThenServeItToo() {
        // Given
        String namespace = cluster.newNamespace();
        cluster.images().createVirtualImage(namespace, "ubuntu", "dvcr.example");
        List<ResourceKind> kinds = new ArrayList<>(ImageKinds.all(ImageKinds.RECHECK_MIN, ImageKinds.RECHECK_MAX));
        ResourceKind image = kinds.get(0);
        kinds.add(kind);

        // When
        try (Replica replica = Replica.start(bus.config(cluster.kubeconfig(), namespace), kinds)) {

            // Then
            eventually().untilAsserted(() -> assertThat(replica.sentence(kind.crd()))
                    .isEqualTo("the CRD %s does not exist in this cluster;".formatted(kind.crd())
                            + " install the operator that brings it, or apply it with kubectl."));
            eventually()
                    .untilAsserted(() -> assertThat(bus.images().phase(new ImageKey(image.crd(), namespace, "ubuntu")))
                            .isEqualTo("Ready"));
            assertThat(replica.isReady()).isFalse();
            assertThat(replica.health().alive()).isTrue();

            // When
            cluster.apply(kind.definition());
            create(namespace, "stable");

            // Then
            eventually().untilAsserted(() -> {
                assertThat(replica.isReady()).isTrue();
                assertThat(bus.images().last(new ImageKey(kind.crd(), namespace, "stable")))
                        .map(ImageState::asks)
                        .hasValueSatisfying(asks ->
                                assertThat(asks).extracting(Ask::purpose).containsExactly(Purpose.DIGEST));
            });
        }
    }

    /** With the CRD all its objects go; where nobody can be asked, that proves nothing, and when it is back it does. */
    @Test
    void shouldTellAndBuryOnlyWhenTheCrdIsBackWhenItWasDeleted() {
        // Given
        RealParts.ofThisMachine().requireApiServer();
        String namespace = cluster.newNamespace();
        ImagesTopic topic = bus.images();
        cluster.apply(kind.definition());
        create(namespace, "stable");
        try (Replica replica = Replica.start(bus.config(cluster.kubeconfig(), namespace), List.of(kind))) {
            ImageKey stable = new ImageKey(kind.crd(), namespace, "stable");
            eventually().untilAsserted(() -> assertThat(topic.last(stable)).isPresent());
            eventually().untilAsserted(() -> assertThat(replica.isReady()).isTrue());

            // When
            cluster.client().resource(kind.definition()).delete();

            // Then
            eventually().untilAsserted(() -> assertThat(replica.sentence(kind.crd()))
                    .isEqualTo("the CRD %s does not exist in this cluster;".formatted(kind.crd())
                            + " install the operator that brings it, or apply it with kubectl."));
            assertThat(replica.health().alive()).isTrue();

            // When
            cluster.apply(kind.definition());
            create(namespace, "anew");

            // Then
            eventually().untilAsserted(() -> {
                assertThat(topic.last(new ImageKey(kind.crd(), namespace, "anew")))
                        .isPresent();
                assertThat(topic.last(stable)).isEmpty();
                assertThat(replica.isReady()).isTrue();
            });
        }
    }

    private void create(String namespace, String name) {
        GenericKubernetesResource object = new GenericKubernetesResourceBuilder()
                .withApiVersion(kind.group() + "/" + kind.version())
                .withKind(kind.kind())
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .addToAdditionalProperties("spec", Map.of("image", "registry.example/a:stable"))
                .build();
        cluster.client()
                .genericKubernetesResources(CustomResourceDefinitionContext.fromCrd(kind.definition()))
                .inNamespace(namespace)
                .resource(object)
                .create();
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
    }
}
