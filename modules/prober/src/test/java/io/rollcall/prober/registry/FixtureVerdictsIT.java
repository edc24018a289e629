package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.AnswerAssert.assertThat;
import static io.rollcall.prober.registry.Settings.DIGEST;
import static io.rollcall.prober.registry.Settings.ask;
import static io.rollcall.prober.registry.Settings.open;
import static io.rollcall.prober.registry.Settings.plain;
import static io.rollcall.testkit.ScriptedAnswer.registryError;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Reason.Counts;
import io.rollcall.contract.probe.Verdict.Inconclusive;
import io.rollcall.testkit.ScriptedAnswer;
import io.rollcall.testkit.ScriptedRegistry;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What we make of answers that the real registry cannot be made to give. */
@Timeout(60)
class FixtureVerdictsIT {
    @RegisterExtension
    static final ObservedRows SEEN = ObservedRows.in(Section.FIXTURES);

    private static final ScriptedRegistry REGISTRY = ScriptedRegistry.start();
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final ScriptedAnswer GONE = registryError(404, "MANIFEST_UNKNOWN");

    @AfterAll
    static void stop() {
        REGISTRY.close();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments(
                        "DVCR: a user without rights, a 400 without a body",
                        ScriptedAnswer.deniedByDvcr(),
                        Reason.DENIED),
                arguments("a user without rights", registryError(403, "DENIED"), Reason.DENIED),
                arguments("a server error", registryError(500, "UNKNOWN"), Reason.SERVER_ERROR),
                arguments("a proxy that does not reach the registry", ScriptedAnswer.of(502), Reason.SERVER_ERROR),
                arguments("out of service", registryError(503, "UNAVAILABLE"), Reason.SERVER_ERROR),
                arguments("a proxy that waits in vain for the registry", ScriptedAnswer.of(504), Reason.SERVER_ERROR),
                arguments("our request was too slow for it", ScriptedAnswer.of(408), Reason.TIMEOUT),
                arguments("an ingress's page: 404", ScriptedAnswer.notFoundPage(), Reason.NOT_A_REGISTRY),
                arguments(
                        "somebody's page: 200",
                        ScriptedAnswer.of(200).with("Content-Type", "text/html").withBody("<html>Welcome</html>"),
                        Reason.NOT_A_REGISTRY),
                arguments(
                        "a manifest without Docker-Content-Digest",
                        ScriptedAnswer.presentWithoutDigest(),
                        Reason.NOT_A_REGISTRY),
                arguments(
                        "a 404 with an error that is no absence",
                        registryError(404, "UNSUPPORTED"),
                        Reason.NOT_A_REGISTRY),
                arguments(
                        "a 404 because a form was not accepted",
                        ScriptedAnswer.of(404)
                                .withBody(
                                        "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"OCI manifest found,"
                                                + " but accept header does not support OCI manifests\"}]}"),
                        Reason.UNEXPECTED_ANSWER),
                arguments("HEAD is not allowed", ScriptedAnswer.of(405), Reason.UNEXPECTED_ANSWER),
                arguments(
                        "a redirect to a host that is not configured",
                        ScriptedAnswer.redirect("http://elsewhere.example/v2/vi/ubuntu/manifests/v1"),
                        Reason.UNEXPECTED_ANSWER));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void shouldBeInconclusiveWhenTheAnswerSaysNothingOfTheImage(String what, ScriptedAnswer answer, Reason reason) {
        // Given
        REGISTRY.manifest("vi/ubuntu", "v1", answer);

        // When / Then
        assertThat(SEEN.row(what, answer())).isInconclusive(reason, reason.counts());
    }

    @Test
    void shouldLeaveItAloneForAsLongAsItAsksWhenThrottled() {
        // Given
        REGISTRY.manifest("vi/ubuntu", "v1", ScriptedAnswer.throttled(Duration.ofSeconds(30)));

        // When / Then
        assertThat(SEEN.row("too many requests, with Retry-After: it is left alone for as long", answer()))
                .means(new Inconclusive(Reason.THROTTLED, 30_000L), Counts.SUCCESS)
                .rests(429, null, null);
    }

    static Stream<Arguments> confirmations() {
        return Stream.of(
                arguments(
                        "absent, but the confirmation is a server error",
                        registryError(503, "UNAVAILABLE"),
                        Reason.SERVER_ERROR),
                arguments("absent, but the confirmation is denied", registryError(401, "UNAUTHORIZED"), Reason.DENIED),
                arguments(
                        "absent, but the confirmation is a page",
                        ScriptedAnswer.notFoundPage(),
                        Reason.NOT_A_REGISTRY));
    }

    @ParameterizedTest
    @MethodSource("confirmations")
    void shouldNotBeAbsentWhenTheConfirmationIsAnother(String what, ScriptedAnswer confirmation, Reason reason) {
        // Given
        script(GONE, confirmation);

        // When / Then
        assertThat(SEEN.row(what, answer())).isInconclusive(reason, reason.counts());
    }

    @Test
    void shouldNotBeAbsentWhenTheConfirmationComesTooLate() {
        // Given
        script(GONE, GONE.after(LONG));

        // When / Then
        assertThat(SEEN.row("absent, but the confirmation comes too late", answer(Duration.ofSeconds(3))))
                .isInconclusive(Reason.TIMEOUT, Counts.FAILURE)
                .rests(404, null, null);
    }

    @Test
    void shouldBePresentWhenItIsPushedBetweenHeadAndGet() {
        // Given
        script(GONE, ScriptedAnswer.present(DIGEST));

        // When / Then
        assertThat(SEEN.row("absent, but pushed before the confirmation", answer()))
                .isPresent(DIGEST)
                .rests(404, 200, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NAME_UNKNOWN", "BLOB_UNKNOWN"})
    void shouldBeAbsentWhenItIsSaidInOtherWords(String code) {
        // Given
        REGISTRY.manifest("vi/ubuntu", "v1", registryError(404, code));

        // When / Then
        assertThat(SEEN.row("absent, in other words: " + code, answer())).isAbsent(code);
    }

    private static void script(ScriptedAnswer head, ScriptedAnswer get) {
        REGISTRY.script("HEAD", "/v2/vi/ubuntu/manifests/v1", head);
        REGISTRY.script("GET", "/v2/vi/ubuntu/manifests/v1", get);
    }

    private static Answer answer() {
        return answer(LONG);
    }

    private static Answer answer(Duration patience) {
        try (RegistryClients clients = open(plain(REGISTRY.host(), patience, patience.multipliedBy(2)))) {
            return ask(clients, REGISTRY.host() + "/vi/ubuntu:v1");
        }
    }
}
