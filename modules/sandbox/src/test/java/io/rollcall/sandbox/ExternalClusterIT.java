package io.rollcall.sandbox;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExternalClusterIT extends ClusterContract {

    private static final String KUBECONFIG = System.getenv("ROLLCALL_TEST_KUBECONFIG");

    @BeforeAll
    static void detect() {
        assumeTrue(KUBECONFIG != null, "ROLLCALL_TEST_KUBECONFIG names no API server's kubeconfig");
    }

    @Override
    SandboxCluster start(Path directory) {
        return SandboxCluster.external(Path.of(KUBECONFIG));
    }

    @Test
    void shouldNameTheFixWhenTheKubeconfigIsMissing() {
        assertThatThrownBy(() -> SandboxCluster.external(Path.of("/nowhere/kubeconfig")))
                .isInstanceOf(SandboxException.class)
                .hasMessage("The kubeconfig /nowhere/kubeconfig cannot be read: give the path of a kubeconfig file.");
    }
}
