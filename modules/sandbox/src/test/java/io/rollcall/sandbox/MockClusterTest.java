package io.rollcall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MockClusterTest extends ClusterContract {

    @Override
    SandboxCluster start(Path directory) {
        return SandboxCluster.mock(directory);
    }

    @Test
    void shouldListenWhereItIsTold(@TempDir Path directory) throws IOException {
        // Given
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(free);
            free = new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort());

            // Then
            InetSocketAddress wanted = free;
            assertThatThrownBy(() -> SandboxCluster.mock(directory, wanted).close())
                    .isInstanceOf(SandboxException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + wanted.getPort())
                    .hasMessageContaining("choose another");
        }

        // When
        try (SandboxCluster cluster = SandboxCluster.mock(directory, free)) {

            // Then
            assertThat(cluster.client().getMasterUrl().getPort()).isEqualTo(free.getPort());
        }
    }
}
