package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.Settings.DIGEST;
import static io.rollcall.prober.registry.Settings.ask;
import static io.rollcall.prober.registry.Settings.open;
import static io.rollcall.prober.registry.Settings.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.testkit.ScriptedAnswer;
import io.rollcall.testkit.ScriptedRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaHeadersTest {
    @ParameterizedTest
    @CsvSource({
        "76;w=21600, 100;w=21600, , 76, 100, 21600",
        "76, '100, 100;w=60', 50, 76, 100, 50",
        "0, 100;w=60;burst=5, , 0, 100, 60",
        "5, 10;comment=x; w=30, , 5, 10, 30",
        "5, 10, 0, 5, 10, 0",
        "5, 10, 999999999, 5, 10, 86400",
        "200, 100, 60, 200, 100, 60",
    })
    void shouldReadWhatIsLeft(String remaining, String limit, String reset, long left, long whole, long seconds) {
        assertThat(QuotaHeaders.read(headers(remaining, limit, reset)::get))
                .contains(new Quota(left, whole, Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @CsvSource({
        ", 100;w=60, 5",
        "5, , 5",
        "5, 100, ",
        "5, 100, soon",
        "5, 0;w=60, 5",
        "-1, 100, 5",
        "many, 100, 5",
        "5, lots, 5",
        "99999999999999999999, 100, 5",
        "5, 100;w=-3, -3",
        "'', '', ''",
    })
    void shouldIgnoreWhatMeansNothing(String remaining, String limit, String reset) {
        assertThat(QuotaHeaders.read(headers(remaining, limit, reset)::get)).isEmpty();
    }

    @Test
    void shouldTellTheLastThatTheRegistrySaid() {
        try (ScriptedRegistry registry = ScriptedRegistry.start();
                RegistryClients clients = open(plain(registry.host()))) {
            // Given
            ScriptedAnswer gone = ScriptedAnswer.registryError(404, "MANIFEST_UNKNOWN");
            registry.script("HEAD", "/v2/vi/ubuntu/manifests/v1", quota(gone, 7));
            registry.script("GET", "/v2/vi/ubuntu/manifests/v1", quota(gone, 6));
            registry.manifest("vi/ubuntu", "v2", ScriptedAnswer.present(DIGEST));

            // When
            Answer told = ask(clients, registry.host() + "/vi/ubuntu:v1");
            Answer untold = ask(clients, registry.host() + "/vi/ubuntu:v2");

            // Then
            assertThat(told.quota()).contains(new Quota(6, 100, Duration.ofHours(6)));
            assertThat(told.requests()).isEqualTo(2);
            assertThat(untold.quota()).isEmpty();
            assertThat(untold.requests()).isEqualTo(1);
        }
    }

    private static ScriptedAnswer quota(ScriptedAnswer answer, int left) {
        return answer.with("RateLimit-Limit", "100;w=21600").with("RateLimit-Remaining", left + ";w=21600");
    }

    private static Map<String, String> headers(String remaining, String limit, String reset) {
        Map<String, String> headers = new HashMap<>();
        headers.put("RateLimit-Remaining", remaining);
        headers.put("RateLimit-Limit", limit);
        headers.put("RateLimit-Reset", reset);
        return headers;
    }
}
