package io.rollcall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalClusterIT extends ClusterContract {

    private static final String KUBECONFIG = System.getenv("ROLLCALL_TEST_KUBECONFIG");

    @BeforeAll
    static void detect() {
        assumeTrue(KUBECONFIG != null, "ROLLCALL_TEST_KUBECONFIG names no API server's kubeconfig");
    }

    @Override
    SandboxCluster start(Path directory) {
        return SandboxCluster.external(Path.of(KUBECONFIG.split(File.pathSeparator, 2)[0]));
    }

    @Test
    void shouldNameTheFixWhenTheKubeconfigIsMissing() {
        assertThatThrownBy(() -> SandboxCluster.external(Path.of("/nowhere/kubeconfig")))
                .isInstanceOf(SandboxException.class)
                .hasMessage("The kubeconfig /nowhere/kubeconfig cannot be read: give the path of a kubeconfig file.");
    }

    @Test
    void shouldNameTheFixWhenNobodyAnswers(@TempDir Path scratch) throws Exception {
        // Given
        Path kubeconfig = Files.writeString(scratch.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: test
                clusters: [{name: test, cluster: {server: "http://127.0.0.1:1"}}]
                users: [{name: test, user: {}}]
                contexts: [{name: test, context: {cluster: test, user: test}}]
                """);

        // When / Then
        assertThatThrownBy(() -> SandboxCluster.external(kubeconfig))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("http://127.0.0.1:1")
                .hasMessageContaining("check the address and the rights of your kubeconfig");
    }

    @Test
    void shouldRefuseAPhaseThatIsNotInTheEnum() {
        // Given
        var images = new SampleImages(cluster().client(), Clock.systemUTC());
        var image = images.createClusterVirtualImage(clusterImage(), "127.0.0.1:5000");

        // When / Then
        image.setAdditionalProperty("status", Map.of("phase", "PVCLost"));
        assertThatThrownBy(() -> images.handle(image).updateStatus())
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> assertThat(e.getCode())
                        .isEqualTo(422));
    }
}
