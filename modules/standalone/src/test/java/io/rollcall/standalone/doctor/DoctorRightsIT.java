package io.rollcall.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.rollcall.standalone.CommandRun;
import io.rollcall.testkit.RealParts;
import io.rollcall.testkit.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What doctor and init say to a service account with some rights, on a server with RBAC. */
class DoctorRightsIT {

    private static final String VIRTUAL_IMAGES = "virtualimages.virtualization.deckhouse.io";

    @TempDir
    Path directory;

    private final List<HasMetadata> made = new ArrayList<>();
    private TestCluster cluster;
    private Path kubeconfig;

    @BeforeEach
    void open() throws IOException {
        RealParts.ofThisMachine().requireApiServer();
        cluster = TestCluster.open();
        kubeconfig = kubeconfigOfAServiceAccount(cluster.newNamespace());
    }

    @AfterEach
    void close() {
        if (cluster != null) {
            made.forEach(object -> cluster.client().resource(object).delete());
            cluster.close();
        }
    }

    @Test
    void shouldNameEachMissingRightAndWhoNeedsIt() {
        // When
        CommandRun run = CommandRun.of(
                "doctor",
                "--data-dir",
                directory.toString(),
                "--kubeconfig",
                kubeconfig.toString(),
                "--mode",
                "write",
                "--set",
                "registries[0].host=a.example");

        // Then
        assertThat(run.out())
                .contains("✓ API server: ")
                .contains("✓ clock: agrees with the API server's")
                .contains("✗ CRD " + VIRTUAL_IMAGES + ": the watcher may not get the CRD " + VIRTUAL_IMAGES
                        + ", so whether it fits is not known. Grant")
                .contains("✓ rights of the watcher: get, list, watch " + VIRTUAL_IMAGES)
                .contains("✗ rights of the watcher: it may not list, watch cluster" + VIRTUAL_IMAGES + ". Grant")
                .contains("✓ rights of the status-writer: get " + VIRTUAL_IMAGES)
                .contains("✗ rights of the status-writer: it may not patch " + VIRTUAL_IMAGES + "/status. Grant")
                .contains("✗ rights of the status-writer: it may not create events. Grant")
                .contains("– images: they cannot be listed (403), see above");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void shouldSayWhichRightInitNeeds() {
        // When
        CommandRun run = CommandRun.of(
                "init",
                "--kubeconfig",
                kubeconfig.toString(),
                "--dir",
                directory.resolve("out").toString());

        // Then
        assertThat(run.err()).contains("you may not list the cluster's images; have list on virtualimages and");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(directory.resolve("out")).doesNotExist();
    }

    private Path kubeconfigOfAServiceAccount(String namespace) throws IOException {
        cluster.client()
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName("doctor")
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
        made.add(cluster.client()
                .resource(new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName(cluster.clusterName("doctor"))
                        .endMetadata()
                        .addNewRule()
                        .withApiGroups("virtualization.deckhouse.io")
                        .withResources("virtualimages")
                        .withVerbs("get", "list", "watch")
                        .endRule()
                        .addNewRule()
                        .withApiGroups("virtualization.deckhouse.io")
                        .withResources("clustervirtualimages")
                        .withVerbs("get")
                        .endRule()
                        .build())
                .create());
        made.add(cluster.client()
                .resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(cluster.clusterName("doctor"))
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", cluster.clusterName("doctor"))
                        .addNewSubject("", "ServiceAccount", "doctor", namespace)
                        .build())
                .create());
        String token = cluster.client()
                .serviceAccounts()
                .inNamespace(namespace)
                .withName("doctor")
                .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
                .getStatus()
                .getToken();
        return Files.writeString(
                directory.resolve("limited"),
                Files.readString(cluster.kubeconfig()).replaceAll("token: [^}]+", "token: " + token));
    }
}
