package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.rollcall.testkit.RealParts;
import io.rollcall.testkit.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service account whose rights come late: told, waited for, and then everything is done. Needs a server with RBAC. */
class RightsIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private final List<Runnable> cleanup = new ArrayList<>();
    private TestCluster cluster;
    private Pictures pictures;
    private Rig rig;
    private GenericKubernetesResource image;
    private String namespace;

    @BeforeEach
    void open() throws IOException {
        RealParts.ofThisMachine().requireApiServer();
        cluster = TestCluster.open();
        pictures = new Pictures(cluster);
        rig = new Rig(cluster, directory);
        namespace = cluster.newNamespace();
        image = cluster.images().createVirtualImage(namespace, "ubuntu", Pictures.REGISTRY);
    }

    @AfterEach
    void close() throws IOException {
        if (cluster != null) {
            rig.close();
            cleanup.forEach(Runnable::run);
            cluster.close();
        }
    }

    @Test
    void shouldNameTheMissingRightsAndLoseNothingUntilTheyAreGranted() throws IOException {
        // Given
        rig.with("kubernetes.kubeconfig", kubeconfigOfAServiceAccount()).start();
        rig.send(pictures.absent(image, 0));
        // When
        await().atMost(SOON).untilAsserted(() -> assertThat(rig.unready())
                .contains("may not get virtualimages.virtualization.deckhouse.io")
                .contains("patch virtualimages.virtualization.deckhouse.io/status")
                .contains("create events")
                .contains("grant"));
        assertThat(rig.context.health().ready()).isFalse();
        assertThat(rig.transitions()).isEmpty();
        grant();
        // Then
        await().atMost(SOON).untilAsserted(() -> assertThat(rig.alerts()).hasSize(1));
        assertThat(pictures.phase(image)).isEqualTo("ImageLost");
        assertThat(pictures.events(image)).hasSize(1);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(rig.context.health().ready()).isTrue());
    }

    @Test
    void shouldSayThatNobodyKnowsUsWhenTheTokenIsWrong() throws IOException {
        // Given
        Path kubeconfig = Files.writeString(
                directory.resolve("wrong"),
                Files.readString(cluster.kubeconfig()).replaceAll("token: [^}]+", "token: wrong"));
        // When
        rig.with("kubernetes.kubeconfig", kubeconfig.toString()).start();
        // Then
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(rig.unready()).contains("does not know us").contains("valid credentials"));
    }

    private String kubeconfigOfAServiceAccount() throws IOException {
        var account = cluster.client()
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName("writer")
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
        String token = cluster.client()
                .serviceAccounts()
                .inNamespace(namespace)
                .withName(account.getMetadata().getName())
                .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
                .getStatus()
                .getToken();
        return Files.writeString(
                        directory.resolve("limited"),
                        Files.readString(cluster.kubeconfig()).replaceAll("token: [^}]+", "token: " + token))
                .toString();
    }

    /** The rights that the documentation says are enough. */
    private void grant() {
        var role = cluster.client()
                .resource(new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName(cluster.clusterName("writer"))
                        .endMetadata()
                        .addNewRule()
                        .withApiGroups("virtualization.deckhouse.io")
                        .withResources("virtualimages", "clustervirtualimages")
                        .withVerbs("get")
                        .endRule()
                        .addNewRule()
                        .withApiGroups("virtualization.deckhouse.io")
                        .withResources("virtualimages/status", "clustervirtualimages/status")
                        .withVerbs("patch")
                        .endRule()
                        .addNewRule()
                        .withApiGroups("")
                        .withResources("events")
                        .withVerbs("create")
                        .endRule()
                        .build())
                .create();
        var binding = cluster.client()
                .resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(cluster.clusterName("writer"))
                        .endMetadata()
                        .withNewRoleRef(
                                "rbac.authorization.k8s.io",
                                "ClusterRole",
                                role.getMetadata().getName())
                        .addNewSubject("", "ServiceAccount", "writer", namespace)
                        .build())
                .create();
        cleanup.add(() -> cluster.client().resource(binding).delete());
        cleanup.add(() -> cluster.client().resource(role).delete());
    }
}
