package io.rollcall.standalone.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.runtime.config.HttpConfig;
import io.rollcall.runtime.health.Health;
import io.rollcall.runtime.http.HttpEdge;
import io.rollcall.standalone.CommandProcess;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The health check of the image, against the edge that every service has. */
class ReadyTest {

    private final Health health = new Health("prober", Clock.systemUTC());

    @Test
    void shouldFailAndSayWhyWhenTheServiceIsNotReady() throws IOException {
        try (HttpEdge edge = edge()) {
            // Given
            health.waiting("topics", "the broker does not answer; start it.");

            // When
            try (CommandProcess ready = ready(edge.address().getPort())) {

                // Then
                assertThat(ready.exitCode(Duration.ofSeconds(10))).isEqualTo(1);
                assertThat(String.join("\n", ready.out()))
                        .startsWith("{")
                        .contains("the broker does not answer; start it.");
            }
        }
    }

    @Test
    void shouldPassWhenTheServiceIsReady() throws IOException {
        try (HttpEdge edge = edge()) {
            // Given
            health.ok("topics");
            health.started();

            // When
            try (CommandProcess ready = ready(edge.address().getPort())) {

                // Then
                assertThat(ready.exitCode(Duration.ofSeconds(10))).isZero();
                assertThat(ready.err()).isEmpty();
            }
        }
    }

    @Test
    void shouldFailAndSayWhyWhenNobodyListens() throws IOException {
        // Given
        int port;
        try (HttpEdge edge = edge()) {
            port = edge.address().getPort();
        }

        // When
        try (CommandProcess ready = ready(port)) {

            // Then
            assertThat(ready.exitCode(Duration.ofSeconds(10))).isEqualTo(1);
            assertThat(ready.out()).containsExactly("nothing listens on port " + port);
        }
    }

    private HttpEdge edge() throws IOException {
        return HttpEdge.start(new HttpConfig("127.0.0.1", 0), List.of(health), () -> "");
    }

    private static CommandProcess ready(int port) {
        return CommandProcess.startProgram(
                Map.of("ROLLCALL_HTTP_PORT", Integer.toString(port), "PATH", System.getenv("PATH")),
                ComposeFile.HOME,
                List.of(ComposeFile.HOME.resolve("deploy/image/ready").toString()));
    }
}
