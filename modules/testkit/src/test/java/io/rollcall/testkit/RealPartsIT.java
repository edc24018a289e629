package io.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.sandbox.Manifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealPartsIT {

    @TempDir
    Path directory;

    @Test
    void shouldShareOneBrokerWithPrefixesApart() throws Exception {
        // Given
        TestBroker broker = TestBroker.shared();
        String prefix = broker.uniquePrefix();

        // When
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(prefix + ".images", 1, (short) 1)))
                    .all()
                    .get();

            // Then
            // a broker learns of a topic a moment after the controller has made it
            await().untilAsserted(
                            () -> assertThat(admin.listTopics().names().get()).contains(prefix + ".images"));
        }
        assertThat(TestBroker.shared()).isSameAs(broker);
        assertThat(Set.of(prefix, broker.uniquePrefix())).hasSize(2);
    }

    @Test
    void shouldLeaveNothingUnderItsNamesWhenClosed() {
        // Given
        TestCluster cluster = TestCluster.open();
        String namespace = cluster.newNamespace();
        String clusterImage = cluster.clusterName("ubuntu");
        cluster.images().createVirtualImage(namespace, "ubuntu", "127.0.0.1:5000");
        cluster.images().createClusterVirtualImage(clusterImage, "127.0.0.1:5000");
        new Channels(cluster).create(namespace, "stable", "127.0.0.1:5000/os/ubuntu:stable");

        // When
        cluster.close();

        // Then
        try (TestCluster after = TestCluster.open()) {
            Channels channels = new Channels(after);
            assertThat(channels).isNotNull();
            assertThat(after.client()
                            .genericKubernetesResources("virtualization.deckhouse.io/v1alpha2", "VirtualImage")
                            .inNamespace(namespace)
                            .list()
                            .getItems())
                    .isEmpty();
            assertThat(after.client()
                            .genericKubernetesResources("virtualization.deckhouse.io/v1alpha2", "ClusterVirtualImage")
                            .withName(clusterImage)
                            .get())
                    .isNull();
            assertThat(after.client()
                            .genericKubernetesResources("test.rollcall.io/v1", "Channel")
                            .inNamespace(namespace)
                            .list()
                            .getItems())
                    .isEmpty();
        }
    }

    @Test
    void shouldServeImagesUnderAnInClusterName() throws Exception {
        // Given
        TestRegistry.Secured secured = TestRegistry.secured(directory, "dvcr.d8-virtualization.svc");
        try (var registry = secured.registry()) {
            // When
            registry.push("vi/team-a/ubuntu", "v1", Manifest.DOCKER);

            // Then
            assertThat(registry.client().head("vi/team-a/ubuntu", "v1")).isEqualTo(200);
            assertThat(secured.dockerConfig())
                    .content()
                    .isEqualTo("{\"auths\":{\"dvcr.d8-virtualization.svc\":{\"auth\":\"YWRtaW46czNjcmV0\"}}}");
            assertThat(secured.ca()).exists();
        }
    }
}
