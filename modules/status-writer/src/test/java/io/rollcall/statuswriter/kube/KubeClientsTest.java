package io.rollcall.statuswriter.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.rollcall.runtime.config.KubernetesConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeClientsTest {
    @TempDir
    private Path directory;

    @Test
    void shouldGoToTheContextThatIsAskedForAndToNoOther() throws IOException {
        // Given
        Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), """
                {"apiVersion": "v1", "kind": "Config", "current-context": "blue", "users": [],
                 "clusters": [{"name": "blue", "cluster": {"server": "http://127.0.0.1:1"}},
                              {"name": "green", "cluster": {"server": "http://127.0.0.1:2"}}],
                 "contexts": [{"name": "blue", "context": {"cluster": "blue", "user": ""}},
                              {"name": "green", "context": {"cluster": "green", "user": ""}}]}
                """);

        // Then
        assertThat(address(kubeconfig, Optional.empty())).contains("127.0.0.1:1");
        assertThat(address(kubeconfig, Optional.of("green"))).contains("127.0.0.1:2");
        assertThatThrownBy(() -> address(kubeconfig, Optional.of("red"))).hasMessageContaining("no context red");
    }

    private static String address(Path kubeconfig, Optional<String> context) {
        try (KubernetesClient client =
                KubeClients.of(new KubernetesConfig(Optional.of(kubeconfig), context, List.of(), Optional.empty()))) {
            return client.getMasterUrl().toString();
        }
    }
}
