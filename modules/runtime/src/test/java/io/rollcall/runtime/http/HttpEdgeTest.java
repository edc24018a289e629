package io.rollcall.runtime.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.runtime.config.HttpConfig;
import io.rollcall.runtime.health.Health;
import io.rollcall.runtime.service.Meters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEdgeTest {

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

    private final Health watcher = new Health("watcher", Clock.systemUTC());
    private final Health prober = new Health("prober", Clock.systemUTC());
    private final Meters meters = new Meters("rollcall-test", "west");
    private final HttpClient client = HttpClient.newHttpClient();
    private final Endpoints endpoints = new Endpoints();
    private HttpEdge edge;

    @BeforeEach
    void start() throws IOException {
        edge = HttpEdge.start(
                new HttpConfig("127.0.0.1", 0), List.of(watcher, prober), meters::scrape, endpoints, PATIENCE);
    }

    @AfterEach
    void stop() {
        edge.close();
        meters.close();
    }

    @Test
    void shouldListEachCheckWithItsReasonWhenNotReady() throws Exception {
        // Given
        watcher.ok("kafka");
        prober.waiting("kafka", "cannot reach kafka:9092; check kafka.bootstrapServers.");

        // When
        HttpResponse<String> answer = get("/readyz");

        // Then
        JsonNode report = new JsonMapper().readTree(answer.body());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(report.get("ready").asBoolean()).isFalse();
        assertThat(report.get("checks")).hasSize(2);
        assertThat(report.get("checks").get(1).get("service").asText()).isEqualTo("prober");
        assertThat(report.get("checks").get(1).get("state").asText()).isEqualTo("waiting");
        assertThat(report.get("checks").get(1).get("reason").asText()).contains("check kafka.bootstrapServers");
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        prober.ok("kafka");
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldNotBeHealthyWhenOneServiceFailed() throws Exception {
        // When
        prober.fail("the topic is wrong; mend it.");

        // Then
        assertThat(get("/healthz").statusCode()).isEqualTo(503);
        assertThat(get("/readyz").body()).contains("failed", "the topic is wrong; mend it.");
    }

    @Test
    void shouldServePrometheusTextWithCommonTags() throws Exception {
        // When
        HttpResponse<String> answer = get("/metrics");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        assertThat(answer.body())
                .contains("jvm_memory_used_bytes{", "application=\"rollcall-test\"", "cluster=\"west\"");
    }

    @Test
    void shouldRefuseOtherPathsAndMethods() throws Exception {
        assertThat(get("/readyz/more").statusCode()).isEqualTo(404);
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
        assertThat(send("POST", "/readyz").statusCode()).isEqualTo(405);
        assertThat(send("HEAD", "/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldHandACallToItsEndpointWholeWhenOneServesThePath() throws Exception {
        // Given
        endpoints.serve("/echo", call -> Reply.of(
                        202,
                        String.join(
                                " ",
                                call.method(),
                                call.parameter("who").orElse("nobody"),
                                call.parameter("no").orElse("nothing"),
                                call.header("x-colour").orElse("none"),
                                call.body(5).map(String::new).orElse("too large")))
                .with("Retry-After", "3"));

        // When
        HttpResponse<String> small = post("/echo?a=b&who=%C3%A9%2F", "12345");
        HttpResponse<String> large = post("/echo", "123456");

        // Then
        assertThat(small.statusCode()).isEqualTo(202);
        assertThat(small.body()).isEqualTo("POST é/ nothing blue 12345\n");
        assertThat(small.headers().firstValue("Retry-After")).contains("3");
        assertThat(large.body()).contains("too large");
        assertThat(get("/echo/more").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldRefuseABodyOfUntoldLengthWhenItIsTooLarge() throws Exception {
        // Given
        endpoints.serve("/echo", call -> Reply.of(200, call.body(5).isEmpty() ? "too large" : "taken"));

        // When
        HttpRequest chunked = HttpRequest.newBuilder(uri("/echo"))
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString("123456")))
                .build();

        // Then
        assertThat(client.send(chunked, HttpResponse.BodyHandlers.ofString()).body())
                .isEqualTo("too large\n");
    }

    @Test
    void shouldCutOffWhoTakesTooLongAndAnswerOthersMeanwhile() throws Exception {
        // Given
        CompletableFuture<IOException> heard = new CompletableFuture<>();
        endpoints.serve("/slow", call -> {
            try {
                return Reply.of(200, "%d bytes".formatted(call.body(1_000).orElseThrow().length));
            } catch (IOException e) {
                heard.complete(e);
                throw e;
            }
        });
        watcher.ok("kafka");
        prober.ok("kafka");
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 3 * Calls.MOST; i++) {
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), edge.address().getPort());
                sockets.add(socket);
                socket.setSoTimeout(30_000);
                socket.getOutputStream()
                        .write("POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf".getBytes(US_ASCII));
            }

            // When / Then
            assertThat(get("/readyz").statusCode()).isEqualTo(200);
            assertThat(heard).succeedsWithin(Duration.ofSeconds(30));
            for (Socket socket : sockets) {
                assertThat(isCutOff(socket)).isTrue();
            }
            assertThat(post("/slow", "all").body()).isEqualTo("3 bytes\n");
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /healthz HTTP/1.1\r\nHos",
                "POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf",
                "POST /nothing HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n100\r\nhalf"
            })
    void shouldGiveUpWhoSendsHalfWhenAllThreadsWaitForTheRest(String half) throws Exception {
        // Given
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < HttpEdge.THREADS; i++) {
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), edge.address().getPort());
                sockets.add(socket);
                socket.getOutputStream().write(half.getBytes(US_ASCII));
            }

            // When / Then
            assertThat(get("/healthz").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    /** Waits for the end of the connection. */
    private static boolean isCutOff(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true; // reset, since not all was read that was sent
        }
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri(path))
                        .header("X-Colour", "blue")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + edge.address().getPort() + path);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send("GET", path);
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri(path))
                        .timeout(ANSWERS_WITHIN)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
