package io.rollcall.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.runtime.config.HttpConfig;
import io.rollcall.runtime.health.Health;
import io.rollcall.runtime.service.Meters;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpEdgeTest {

    private final Health watcher = new Health("watcher", Clock.systemUTC());
    private final Health prober = new Health("prober", Clock.systemUTC());
    private final Meters meters = new Meters("rollcall-test", "west");
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpEdge edge;

    @BeforeEach
    void start() throws IOException {
        edge = HttpEdge.start(new HttpConfig("127.0.0.1", 0), List.of(watcher, prober), meters::scrape);
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

    private HttpResponse<String> get(String path) throws Exception {
        return send("GET", path);
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + edge.address().getPort() + path);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
