package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.Settings.DIGEST;
import static io.rollcall.prober.registry.Settings.IN_CLUSTER;
import static io.rollcall.prober.registry.Settings.ask;
import static io.rollcall.prober.registry.Settings.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict.Absent;
import io.rollcall.contract.probe.Verdict.Inconclusive;
import io.rollcall.contract.probe.Verdict.Present;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.testkit.ScriptedAnswer;
import io.rollcall.testkit.ScriptedRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry that is reached by a proxy. Its TLS, through a tunnel, is in {@link ProxiedTlsIT}. */
@Timeout(60)
class ProxiedProbeTest {
    private static final String IMAGE = "reg.example/vi/ubuntu:v1";

    @TempDir
    Path directory;

    private final ScriptedRegistry registry = ScriptedRegistry.start();

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void shouldSendTheProxysCredentialsToTheProxyAndTheRegistrysToTheRegistry() throws IOException {
        // Given
        registry.manifest("vi/ubuntu", "v1", ScriptedAnswer.registryError(404, "MANIFEST_UNKNOWN"));
        try (TinyProxy proxy = TinyProxy.to(registry.host())) {
            // When
            Answer answer = answer(
                    plainHttp(Settings.withPassword("reg.example", directory)),
                    Map.of("http_proxy", "http://me:w0rd@" + proxy.host()));

            // Then
            assertThat(answer.verdict()).isEqualTo(new Absent("MANIFEST_UNKNOWN"));
            assertThat(proxy.heads().get(0))
                    .startsWith("HEAD http://reg.example/v2/vi/ubuntu/manifests/v1 HTTP/1.1")
                    .contains("Proxy-Authorization: Basic bWU6dzByZA==");
        }
        assertThat(registry.requests()).isNotEmpty().allSatisfy(request -> {
            assertThat(request.header("Host")).isEqualTo("reg.example");
            assertThat(request.header("Authorization")).isEqualTo("Basic cHJvYmU6czNjcmV0");
        });
        assertThat(registry.requests().get(0).headers()).doesNotContainKey("Proxy-authorization");
    }

    @ParameterizedTest
    @ValueSource(strings = {"407 Proxy Authentication Required", "502 Bad Gateway", "403 Forbidden", "404 Not Found"})
    void shouldNameTheProxyWithoutItsPasswordWhenItRefusesATunnel(String status) throws IOException {
        try (TinyProxy proxy = TinyProxy.refusing(status)) {
            // When
            Answer answer = answer(plain("reg.example"), Map.of("HTTPS_PROXY", "http://me:w0rd@" + proxy.host()));

            // Then
            assertThat(answer.verdict()).isEqualTo(new Inconclusive(Reason.UNREACHABLE));
            assertThat(answer.evidence().detail())
                    .startsWith("by the proxy " + proxy.host() + " (HTTPS_PROXY): ")
                    .contains(status.substring(0, 3))
                    .doesNotContain("w0rd");
        }
    }

    @Test
    void shouldNotTakeTheProxysWordForTheRegistrysWhenItWantsAPassword() throws IOException {
        try (TinyProxy proxy = TinyProxy.refusing("407 Proxy Authentication Required")) {
            // When
            Answer answer = answer(plainHttp(plain("reg.example")), Map.of("HTTP_PROXY", proxy.host()));

            // Then
            assertThat(answer.verdict()).isEqualTo(new Inconclusive(Reason.UNREACHABLE));
            assertThat(answer.evidence().detail())
                    .isEqualTo("by the proxy " + proxy.host() + " (HTTP_PROXY): refused, with 407");
        }
    }

    @Test
    void shouldNameTheProxyWhenNothingListensThere() throws IOException {
        // Given
        TinyProxy gone = TinyProxy.refusing("");
        gone.close();

        // When
        Answer answer = answer(plain("reg.example"), Map.of("HTTPS_PROXY", gone.host()));

        // Then
        assertThat(answer.verdict()).isEqualTo(new Inconclusive(Reason.UNREACHABLE));
        assertThat(answer.evidence().detail()).startsWith("by the proxy " + gone.host() + " (HTTPS_PROXY): ");
    }

    @Test
    void shouldGoStraightWhenConnectToSaysWhere() throws IOException {
        // Given
        registry.manifest("vi/ubuntu", "v1", ScriptedAnswer.present(DIGEST));
        try (TinyProxy proxy = TinyProxy.refusing("502 Bad Gateway")) {
            // When
            Answer answer = answer(
                    Settings.inCluster(registry.host(), Optional.empty(), Optional.empty(), true),
                    Map.of("HTTP_PROXY", proxy.host(), "HTTPS_PROXY", proxy.host()),
                    IN_CLUSTER + "/vi/ubuntu:v1");

            // Then
            assertThat(answer.verdict()).isEqualTo(new Present(DIGEST));
            assertThat(proxy.heads()).isEmpty();
        }
    }

    @Test
    void shouldSendNothingWhenTheVariableNamesNoProxy() {
        // When
        Answer answer = answer(plain("reg.example"), Map.of("HTTPS_PROXY", "socks5://me:w0rd@proxy:1080"));

        // Then
        assertThat(answer.verdict()).isEqualTo(new Inconclusive(Reason.UNREACHABLE));
        assertThat(answer.evidence().detail())
                .startsWith("The variable HTTPS_PROXY ")
                .doesNotContain("w0rd");
        assertThat(answer.requests()).isZero();
    }

    private static Answer answer(RegistryConfig registry, Map<String, String> environment) {
        return answer(registry, environment, IMAGE);
    }

    private static Answer answer(RegistryConfig registry, Map<String, String> environment, String image) {
        try (RegistryClients clients =
                RegistryClients.tolerant(List.of(registry), Clock.systemUTC(), Proxies.of(environment))) {
            return ask(clients, image);
        }
    }

    private static RegistryConfig plainHttp(RegistryConfig registry) {
        return new RegistryConfig(
                registry.host(), registry.dockerConfig(), registry.ca(), registry.connectTo(), true, registry.policy());
    }
}
