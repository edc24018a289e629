package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.Settings.DIGEST;
import static io.rollcall.prober.registry.Settings.ask;
import static io.rollcall.prober.registry.Settings.open;
import static io.rollcall.prober.registry.Settings.reference;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.Depth;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict.Absent;
import io.rollcall.contract.probe.Verdict.Inconclusive;
import io.rollcall.contract.probe.Verdict.Present;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.testkit.ManualClock;
import io.rollcall.testkit.ScriptedAnswer;
import io.rollcall.testkit.ScriptedRegistry;
import io.rollcall.testkit.ScriptedRegistry.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scripted, for what no token server can be made to do on demand; {@link TokensIT} has the real registry. */
@Timeout(60)
class TokensTest {
    private static final String BASIC = "Basic cHJvYmU6czNjcmV0";
    private static final String MANIFEST = "/v2/vi/ubuntu/manifests/v1";

    @TempDir
    Path directory;

    private final ScriptedRegistry registry = ScriptedRegistry.start();
    private final ScriptedRegistry server = ScriptedRegistry.start();
    private String challenge;

    @AfterEach
    void stop() {
        registry.close();
        server.close();
    }

    @Test
    void shouldFetchATokenForThisRepositoryAloneWhenItIsWanted() throws IOException {
        // Given
        wantsToken("Bearer realm=\"http://%s/token?account=a\",service=\"reg é\",scope=\"registry:catalog:*\"");
        registry.manifest("vi/ubuntu", "v1", challenge(), ScriptedAnswer.present(DIGEST));
        server.script("GET", "/token", token("t1", 300));

        // When
        try (RegistryClients clients = open(withTokenHost())) {
            Answer first = ask(clients, registry.host() + "/vi/ubuntu:v1");
            Answer second = ask(clients, registry.host() + "/vi/ubuntu:v1");

            // Then
            assertThat(first.verdict()).isEqualTo(new Present(DIGEST));
            assertThat(first.requests()).isEqualTo(3);
            assertThat(second.requests()).isEqualTo(1);
        }
        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request.query()).isEqualTo("account=a&service=reg+é&scope=repository:vi/ubuntu:pull");
            assertThat(request.header("Authorization")).isEqualTo(BASIC);
            assertThat(request.header("Accept")).isEqualTo("application/json");
        });
        assertThat(registry.requests())
                .extracting(request -> request.header("Authorization"))
                .containsExactly(BASIC, "Bearer t1", "Bearer t1");
    }

    @Test
    void shouldSendNoCredentialsToATokenServerThatNobodyNamed() throws IOException {
        // Given
        wantsToken("Bearer realm=\"http://%s/token\",service=\"s\"");
        registry.manifest("vi/ubuntu", "v1", challenge());

        // When
        Answer answer;
        try (RegistryClients clients = open(Settings.withPassword(registry.host(), directory))) {
            answer = ask(clients, registry.host() + "/vi/ubuntu:v1");
        }

        // Then
        assertThat(server.requests()).isEmpty();
        assertThat(answer.verdict()).isEqualTo(new Inconclusive(Reason.DENIED));
        assertThat(answer.evidence().status()).isEqualTo(401);
        assertThat(answer.evidence().detail())
                .isEqualTo(
                        "the registry's token server %s is not one that may see its credentials; if it is the right"
                                + " one, add it to tokenHosts of %s",
                        server.host(), registry.host());
        assertThat(answer.requests()).isEqualTo(1);
    }

    @Test
    void shouldFetchATokenWhenItsServerIsAnotherConfiguredRegistryOrTheSame() throws IOException {
        // Given
        wantsToken("Bearer realm=\"http://%s/token\",service=\"s\"");
        registry.manifest("vi/ubuntu", "v1", challenge(), ScriptedAnswer.present(DIGEST));
        server.script("GET", "/token", token("t1", 300));
        server.manifest(
                "vi/ubuntu",
                "v1",
                ScriptedAnswer.registryError(401, "UNAUTHORIZED")
                        .with("Www-Authenticate", "Bearer realm=\"http://" + server.host() + "/token\""),
                ScriptedAnswer.present(DIGEST));

        // When
        try (RegistryClients clients =
                open(Settings.withPassword(registry.host(), directory), Settings.plain(server.host()))) {
            Answer another = ask(clients, registry.host() + "/vi/ubuntu:v1");
            Answer same = ask(clients, server.host() + "/vi/ubuntu:v1");

            // Then
            assertThat(another.verdict()).isEqualTo(new Present(DIGEST));
            assertThat(same.verdict()).isEqualTo(new Present(DIGEST));
        }
        assertThat(server.requests())
                .filteredOn(request -> request.path().equals("/token"))
                .extracting(request -> request.header("Authorization"))
                .containsExactly(BASIC, "");
    }

    @Test
    void shouldConfirmAnAbsenceWithTheSameToken() throws IOException {
        // Given
        wantsToken("Bearer realm=\"http://%s/token\"");
        ScriptedAnswer gone = ScriptedAnswer.registryError(404, "MANIFEST_UNKNOWN");
        registry.script("HEAD", MANIFEST, challenge(), gone);
        registry.script("GET", MANIFEST, gone);
        server.script("GET", "/token", token("t1", 300));

        // When
        Answer answer = answer();

        // Then
        assertThat(answer.verdict()).isEqualTo(new Absent("MANIFEST_UNKNOWN"));
        assertThat(answer.evidence().status()).isEqualTo(404);
        assertThat(answer.requests()).isEqualTo(4);
        assertThat(registry.requests()).extracting(Request::method).containsExactly("HEAD", "HEAD", "GET");
    }

    @Test
    void shouldRefreshOnceWhenAKeptTokenIsRefusedAndNeverGoRound() throws IOException {
        // Given
        wantsToken("Bearer realm=\"http://%s/token\"");
        registry.manifest("vi/ubuntu", "v1", challenge(), ScriptedAnswer.present(DIGEST), challenge());
        server.script("GET", "/token", token("t1", 300), token("t2", 300), token("t3", 300));

        // When
        try (RegistryClients clients = open(withTokenHost())) {
            Answer first = ask(clients, registry.host() + "/vi/ubuntu:v1");
            Answer refused = ask(clients, registry.host() + "/vi/ubuntu:v1");

            // Then
            assertThat(first.verdict()).isEqualTo(new Present(DIGEST));
            assertThat(refused.verdict()).isEqualTo(new Inconclusive(Reason.DENIED));
            assertThat(refused.requests()).isEqualTo(3);
        }
        assertThat(registry.requests())
                .extracting(request -> request.header("Authorization"))
                .containsExactly(BASIC, "Bearer t1", "Bearer t1", "Bearer t2");
    }

    @Test
    void shouldFetchAnewWhenATokenHasEnded() throws IOException {
        // Given
        wantsToken("Bearer realm=\"http://%s/token\"");
        registry.manifest(
                "vi/ubuntu",
                "v1",
                challenge(),
                ScriptedAnswer.present(DIGEST),
                challenge(),
                ScriptedAnswer.present(DIGEST));
        server.script("GET", "/token", token("t1", 60), token("t2", 60));
        ManualClock clock = new ManualClock(Instant.parse("2026-11-21T10:00:00Z"));

        // When
        try (RegistryClients clients = RegistryClients.open(List.of(withTokenHost()), clock)) {
            Answer first = ask(clients, registry.host() + "/vi/ubuntu:v1");
            clock.advance(Duration.ofSeconds(55));
            Answer second = ask(clients, registry.host() + "/vi/ubuntu:v1");

            // Then
            assertThat(first.verdict()).isEqualTo(new Present(DIGEST));
            assertThat(second.verdict()).isEqualTo(new Present(DIGEST));
        }
        assertThat(registry.requests())
                .extracting(request -> request.header("Authorization"))
                .containsExactly(BASIC, "Bearer t1", BASIC, "Bearer t2");
    }

    @Test
    void shouldExchangeOnceWhenManyProbesWantTheSameToken() throws IOException {
        // Given
        wantsToken("Bearer realm=\"http://%s/token\"");
        for (int number = 0; number < 8; number++) {
            registry.manifest("vi/ubuntu", "v" + number, challenge(), ScriptedAnswer.present(DIGEST));
        }
        server.script("GET", "/token", token("t1", 300).after(Duration.ofMillis(300)));

        // When
        try (RegistryClients clients = open(withTokenHost())) {
            List<Answer> answers = IntStream.range(0, 8)
                    .mapToObj(number -> clients.of(registry.host())
                            .orElseThrow()
                            .probe(reference(registry.host() + "/vi/ubuntu:v" + number), Depth.MANIFEST))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            // Then
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.verdict()).isEqualTo(new Present(DIGEST)));
            assertThat(answers.stream().mapToInt(Answer::requests).sum()).isEqualTo(8 + 1 + 8);
        }
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    401 | no        | DENIED            | refused our credentials, with 401
                    403 | no        | DENIED            | refused our credentials, with 403
                    200 | garbage   | UNEXPECTED_ANSWER | answered 200 without a token
                    200 | {"token":"a b"} | UNEXPECTED_ANSWER | answered 200 without a token
                    404 | {}        | UNEXPECTED_ANSWER | answered 404
                    307 | {}        | UNEXPECTED_ANSWER | answered 307
                    408 | {}        | TIMEOUT           | answered 408
                    500 | {}        | SERVER_ERROR      | answered 500
                    503 | <html>    | SERVER_ERROR      | answered 503
                    """)
    void shouldSayThatItWasTheTokenServerWhenItGivesNone(int status, String body, Reason reason, String detail)
            throws IOException {
        // Given
        wantsToken("Bearer realm=\"http://%s/token\"");
        registry.manifest("vi/ubuntu", "v1", challenge());
        server.script("GET", "/token", ScriptedAnswer.of(status).withBody(body));

        // When
        Answer answer = answer();

        // Then
        assertThat(answer.verdict()).isEqualTo(new Inconclusive(reason));
        assertThat(answer.evidence().status()).isEqualTo(401);
        assertThat(answer.evidence().detail()).isEqualTo("the token server %s %s", server.host(), detail);
        assertThat(answer.requests()).isEqualTo(2);
    }

    @Test
    void shouldHearRetryAfterWhenTheTokenServerIsThrottling() throws IOException {
        // Given
        wantsToken("Bearer realm=\"http://%s/token\"");
        registry.manifest("vi/ubuntu", "v1", challenge());
        server.script("GET", "/token", ScriptedAnswer.throttled(Duration.ofSeconds(30)));

        // When / Then
        assertThat(answer().verdict()).isEqualTo(new Inconclusive(Reason.THROTTLED, 30_000L));
    }

    @Test
    void shouldSayWhyWhenTheTokenServerIsNotThere() throws IOException {
        // Given
        wantsToken("Bearer realm=\"http://%s/token\"");
        registry.manifest("vi/ubuntu", "v1", challenge());
        server.close();

        // When
        Answer answer = answer();

        // Then
        assertThat(answer.verdict()).isEqualTo(new Inconclusive(Reason.CONNECTION_REFUSED));
        assertThat(answer.evidence().detail()).startsWith("the token server " + server.host() + " did not answer");
    }

    @Test
    void shouldEndAnExchangeThatHangsAndTryAgainLater() throws IOException {
        // Given
        wantsToken("Bearer realm=\"http://%s/token\"");
        registry.manifest("vi/ubuntu", "v1", challenge(), challenge(), ScriptedAnswer.present(DIGEST));
        server.script("GET", "/token", token("t1", 300).after(Duration.ofMinutes(1)), token("t2", 300));

        // When
        try (RegistryClients clients = open(Settings.within(withTokenHost(), Duration.ofMillis(400)))) {
            Answer hung = ask(clients, registry.host() + "/vi/ubuntu:v1");
            Answer later = ask(clients, registry.host() + "/vi/ubuntu:v1");

            // Then
            assertThat(hung.verdict()).isEqualTo(new Inconclusive(Reason.TIMEOUT));
            assertThat(later.verdict()).isIn(new Present(DIGEST), new Inconclusive(Reason.TIMEOUT));
            assertThat(ask(clients, registry.host() + "/vi/ubuntu:v1").verdict())
                    .isEqualTo(new Present(DIGEST));
        }
    }

    private void wantsToken(String form) {
        challenge = form.formatted(server.host());
    }

    private ScriptedAnswer challenge() {
        return ScriptedAnswer.registryError(401, "UNAUTHORIZED").with("Www-Authenticate", challenge);
    }

    private Answer answer() throws IOException {
        try (RegistryClients clients = open(withTokenHost())) {
            return ask(clients, registry.host() + "/vi/ubuntu:v1");
        }
    }

    private RegistryConfig withTokenHost() throws IOException {
        return Settings.withTokenHosts(Settings.withPassword(registry.host(), directory), server.host());
    }

    private static ScriptedAnswer token(String value, int seconds) {
        return ScriptedAnswer.of(200).withBody("{\"token\":\"%s\",\"expires_in\":%d}".formatted(value, seconds));
    }
}
