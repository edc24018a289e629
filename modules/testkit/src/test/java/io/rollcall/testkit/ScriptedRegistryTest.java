package io.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ScriptedRegistryTest {

    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @AutoClose
    private final ScriptedRegistry registry = ScriptedRegistry.start();

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void shouldAnswerInOrderAndThenTheLastForGood() throws Exception {
        // Given
        registry.manifest(
                "vi/a/b", "v1", ScriptedAnswer.throttled(Duration.ofSeconds(7)), ScriptedAnswer.present(DIGEST));

        // When
        var first = send("HEAD", "/v2/vi/a/b/manifests/v1");
        var second = send("HEAD", "/v2/vi/a/b/manifests/v1");
        var third = send("HEAD", "/v2/vi/a/b/manifests/v1");

        // Then
        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(first.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(List.of(second, third)).allSatisfy(response -> {
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Docker-Content-Digest")).hasValue(DIGEST);
            assertThat(response.headers().firstValueAsLong("Content-Length")).hasValue(19);
        });
    }

    @Test
    void shouldShowWhatNoRealRegistryDoes() throws Exception {
        // Given
        registry.manifest("a", "denied", ScriptedAnswer.deniedByDvcr());
        registry.manifest("a", "page", ScriptedAnswer.notFoundPage());
        registry.manifest("a", "bare", ScriptedAnswer.presentWithoutDigest());
        registry.manifest("a", "moved", ScriptedAnswer.redirect("http://elsewhere.invalid/"));

        // When / Then
        var denied = send("GET", "/v2/a/manifests/denied");
        assertThat(denied.statusCode()).isEqualTo(400);
        assertThat(denied.body()).isEmpty();
        assertThat(send("GET", "/v2/a/manifests/page").body()).contains("<html>");
        assertThat(send("HEAD", "/v2/a/manifests/bare").headers().firstValue("Docker-Content-Digest"))
                .isEmpty();
        assertThat(send("HEAD", "/v2/a/manifests/moved").headers().firstValue("Location"))
                .hasValue("http://elsewhere.invalid/");
        assertThat(send("GET", "/v2/a/manifests/unscripted").body()).contains("MANIFEST_UNKNOWN");
        assertThat(send("GET", "/v2/").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldHoldAnAnswerBack() {
        // Given
        registry.manifest("a", "slow", ScriptedAnswer.present(DIGEST).after(Duration.ofMinutes(1)));

        // When / Then
        assertThatThrownBy(() -> http.send(
                        HttpRequest.newBuilder(uri("/v2/a/manifests/slow"))
                                .timeout(Duration.ofMillis(300))
                                .build(),
                        HttpResponse.BodyHandlers.discarding()))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void shouldRememberWhatItWasAsked() throws Exception {
        // When
        send("HEAD", "/v2/a/manifests/v1");

        // Then
        assertThat(registry.requests()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("HEAD");
            assertThat(request.path()).isEqualTo("/v2/a/manifests/v1");
            assertThat(request.headers()).containsEntry("Accept", List.of("application/x", "application/y"));
        });
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Accept", "application/x")
                        .header("Accept", "application/y")
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://" + registry.host() + path);
    }
}
