package io.rollcall.prober.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.runtime.config.PolicyConfig;
import io.rollcall.runtime.config.RegistryConfig;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "dvcr.d8-virtualization.svc, none, false, https, dvcr.d8-virtualization.svc, -1",
                "Registry.Example:5000, none, false, https, registry.example, 5000",
                "registry.example:5000, none, true, http, registry.example, 5000",
                "registry.example, ca.crt, true, http, registry.example, -1",
                "localhost:5000, none, false, http, localhost, 5000",
                "127.0.0.1:5000, none, false, http, 127.0.0.1, 5000",
                "127.1.2.3, none, false, http, 127.1.2.3, -1",
                "[::1]:5000, none, false, http, ::1, 5000",
                "[::1], none, false, http, ::1, -1",
                "[fd00::7], none, false, https, fd00::7, -1",
                "localhost:5000, ca.crt, false, https, localhost, 5000",
                "127.0.0.1:5000, ca.crt, false, https, 127.0.0.1, 5000",
                "127.0.0.1.example, none, false, https, 127.0.0.1.example, -1",
                "localhost.example, none, false, https, localhost.example, -1",
            })
    void shouldSpeakPlainHttpOnlyWhenConfiguredOrToLoopbackWithoutCa(
            String written, Path ca, boolean plainHttp, String scheme, String host, int port) {
        // Given
        RegistryConfig registry = new RegistryConfig(
                written,
                Optional.empty(),
                Optional.ofNullable(ca),
                Optional.of("127.0.0.1:5443"),
                plainHttp,
                PolicyConfig.defaults());

        // When
        Endpoint endpoint = Endpoint.of(registry);

        // Then
        assertThat(endpoint).isEqualTo(new Endpoint(scheme, host, port));
    }
}
