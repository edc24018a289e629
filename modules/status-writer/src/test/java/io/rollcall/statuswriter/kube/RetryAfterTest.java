package io.rollcall.statuswriter.kube;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.runtime.config.RollcallConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that asks to be left alone, which a real one does under a load that a test cannot make. */
class RetryAfterTest {
    @TempDir
    private Path directory;

    private HttpServer server;
    private KubernetesClient client;
    private volatile int code;
    private volatile String header;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = "{\"message\": \"too many requests\"}".getBytes(UTF_8);
            exchange.getResponseHeaders().add("Retry-After", header);
            exchange.sendResponseHeaders(code, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: a
                clusters: [{name: a, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: a, user: {}}]
                contexts: [{name: a, context: {cluster: a, user: a}}]
                """.formatted(
                        server.getAddress().getPort()));
        client = KubeClients.of(RollcallConfig.of(Map.of("kubernetes.kubeconfig", kubeconfig.toString()))
                .kubernetes());
    }

    @AfterEach
    void close() {
        client.close();
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"429, 7, 7", "503, 7, 7", "429, soon, ", "429, 99999999999, "})
    void shouldTellForHowLongWhenTheServerAsksToBeLeftAlone(int status, String value, Long seconds) {
        // Given
        code = status;
        header = value;
        // When
        ApiAnswer answer = new HttpKubeApi(client, new SimpleMeterRegistry()).ready();
        // Then
        assertThat(answer).isInstanceOf(status == 429 ? ApiAnswer.Throttled.class : ApiAnswer.Unavailable.class);
        assertThat(answer.message()).isEqualTo("HTTP " + status + ": too many requests");
        assertThat(answer.retryAfter().map(Duration::toSeconds).orElse(null)).isEqualTo(seconds);
    }
}
