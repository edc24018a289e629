package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.AnswerAssert.assertThat;
import static io.rollcall.prober.registry.Settings.IN_CLUSTER;
import static io.rollcall.prober.registry.Settings.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.runtime.config.PolicyConfig;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.testkit.RealParts;
import io.rollcall.testkit.TestRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real registry over TLS at the other end of a proxy's tunnel, known by a name that only the proxy can reach. */
@Timeout(60)
class ProxiedTlsIT {
    @TempDir
    Path directory;

    @Test
    void shouldVerifyTheRegistryThroughTheTunnelAndTellTheProxyNothing() throws IOException {
        // Given
        RealParts.ofThisMachine().requireDockerRegistry();
        TestRegistry.Secured secured = TestRegistry.secured(directory, IN_CLUSTER);
        try (DockerRegistry real = secured.registry();
                TinyProxy proxy = TinyProxy.to(real.host())) {
            String digest = real.push("vi/ubuntu", "v1", Manifest.DOCKER);
            RegistryConfig registry = new RegistryConfig(
                    IN_CLUSTER,
                    Optional.of(secured.dockerConfig()),
                    Optional.of(secured.ca()),
                    Optional.empty(),
                    false,
                    PolicyConfig.defaults());
            Proxies proxies = Proxies.of(Map.of("https_proxy", "http://me:w0rd@" + proxy.host()));
            try (RegistryClients clients = RegistryClients.open(List.of(registry), Clock.systemUTC(), proxies)) {
                // When
                Answer there = ask(clients, IN_CLUSTER + "/vi/ubuntu:v1");
                Answer gone = ask(clients, IN_CLUSTER + "/vi/ubuntu:v2");

                // Then
                assertThat(there).isPresent(digest);
                assertThat(gone).isAbsent("MANIFEST_UNKNOWN");
            }
            assertThat(proxy.heads()).singleElement().asString().satisfies(head -> assertThat(head)
                    .startsWith("CONNECT " + IN_CLUSTER + ":443 HTTP/1.1\r\n")
                    .contains("Proxy-Authorization: Basic bWU6dzByZA==\r\n")
                    .doesNotContain("\nAuthorization", "vi/ubuntu"));
        }
    }
}
