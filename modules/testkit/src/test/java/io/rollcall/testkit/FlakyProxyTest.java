package io.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlakyProxyTest {

    /** For what must come. */
    private static final Duration LONG = Duration.ofSeconds(30);

    /** For what must not. */
    private static final Duration SHORT = Duration.ofMillis(500);

    private static final String BODY = "0123456789".repeat(10_000);

    private final ScriptedRegistry target = ScriptedRegistry.start();
    private final FlakyProxy proxy = FlakyProxy.to(target.host());
    private final HttpClient http = HttpClient.newHttpClient();

    FlakyProxyTest() {
        target.script("GET", "/big", ScriptedAnswer.of(200).withBody(BODY));
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        target.close();
    }

    @Test
    void shouldPassEverythingOn() throws Exception {
        assertThat(get()).isEqualTo(BODY);
        assertThat(get()).isEqualTo(BODY);
    }

    @Test
    void shouldRefuseAndThenListenOnTheSamePort() throws Exception {
        // Given
        String host = proxy.host();
        get();

        // When
        proxy.set(Fault.refuse());

        // Then
        // a connection of its own: the client's kept one is reset, which it may notice only when it sends
        assertThatThrownBy(() -> get(HttpClient.newHttpClient(), LONG)).isInstanceOf(ConnectException.class);
        proxy.set(Fault.pass());
        assertThat(proxy.host()).isEqualTo(host);
        assertThat(get()).isEqualTo(BODY);
    }

    @Test
    void shouldResetOpenAndNewConnections() throws Exception {
        // Given
        get();

        // When
        proxy.set(Fault.reset());

        // Then
        assertThatThrownBy(this::get)
                .isInstanceOf(IOException.class)
                .isNotInstanceOfAny(HttpTimeoutException.class, ConnectException.class);
        assertThat(target.requests()).hasSize(1);
    }

    @Test
    void shouldSwallowRequestsOnOpenAndNewConnections() throws Exception {
        // Given
        get();

        // When
        proxy.set(Fault.blackhole());

        // Then
        assertThatThrownBy(this::getInVain)
                .isInstanceOf(HttpTimeoutException.class)
                .isNotInstanceOf(HttpConnectTimeoutException.class);
        assertThat(target.requests()).hasSize(1);
        proxy.set(Fault.pass());
        assertThat(get()).isEqualTo(BODY);
    }

    @Test
    void shouldHoldAnswersBack() {
        // When
        proxy.set(Fault.delay(Duration.ofMinutes(1)));

        // Then
        assertThatThrownBy(this::getInVain).isInstanceOf(HttpTimeoutException.class);
        assertThat(target.requests()).hasSize(1);
    }

    @Test
    void shouldCutAnAnswerShort() {
        // When
        proxy.set(Fault.cutAfter(5_000));

        // Then
        assertThatThrownBy(this::get)
                .isInstanceOf(IOException.class)
                .isNotInstanceOfAny(HttpTimeoutException.class, ConnectException.class);
        assertThat(target.requests()).isNotEmpty();
    }

    private String get() throws IOException, InterruptedException {
        return get(http, LONG);
    }

    private String getInVain() throws IOException, InterruptedException {
        return get(http, SHORT);
    }

    private String get(HttpClient client, Duration timeout) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://" + proxy.host() + "/big"))
                                .timeout(timeout)
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
