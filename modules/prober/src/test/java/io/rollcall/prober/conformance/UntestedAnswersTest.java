package io.rollcall.prober.conformance;

import static io.rollcall.prober.conformance.RealPath.DIGEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.contract.rules.Decision;
import io.rollcall.testkit.ScriptedAnswer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that upstream's tests leave open. Whatever they are, they change nothing: neither kind, in neither phase. */
@Tag("conformance")
class UntestedAnswersTest {
    @AutoClose
    private final RealPath path = new RealPath();

    @ParameterizedTest(name = "phase {1}: {2}")
    @MethodSource("refusals")
    @DisplayName("401, 400 with an empty body, 403, 429, 5xx")
    void shouldChangeNothingAndTryAgainWhenTheRegistryRefusesOrFails(
            ResourceKind kind, String phase, ScriptedAnswer answer, Reason reason) {
        assertChangesNothing(kind, phase, answer, reason);
    }

    @ParameterizedTest(name = "phase {1}: {2}")
    @MethodSource("incomplete")
    @DisplayName("200 without Docker-Content-Digest, Content-Type or Content-Length")
    void shouldChangeNothingAndTryAgainWhenA200LacksAHeader(
            ResourceKind kind, String phase, ScriptedAnswer answer, Reason reason) {
        // When
        ProbeResult result = assertChangesNothing(kind, phase, answer, reason);

        // Then
        String missing = answer.headers().keySet().stream()
                .filter(header -> answer.headers().get(header).isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(result.evidence().detail()).startsWith("a 200 without ").endsWith(missing);
    }

    /** Upstream takes any 404, of /v2/ too, for an absence: behind a wrong Service every image would be lost. */
    @ParameterizedTest(name = "phase {1}: {2}")
    @MethodSource("pages")
    @DisplayName("404 from something that is not a registry")
    void shouldChangeNothingAndTryAgainWhenA404IsNotARegistrys(
            ResourceKind kind, String phase, ScriptedAnswer answer, Reason reason) {
        path.answersEverything(answer);
        assertChangesNothing(kind, phase, answer, reason);
    }

    private ProbeResult assertChangesNothing(ResourceKind kind, String phase, ScriptedAnswer answer, Reason reason) {
        // Given
        ImageObject image = new ImageObject(kind);
        if (phase.equals("ImageLost")) {
            image.lostSince(ImageObject.AN_HOUR_AGO);
        }
        path.answers(kind.namespaced() ? "vi/team-a/ubuntu" : "cvi/ubuntu", answer);
        ObjectNode before = image.json().deepCopy();
        ProbeResult result = path.watched(image).probed();

        // When
        Decision decision = path.settled(image, result);

        // Then
        assertThat(result.verdict()).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(((Verdict.Inconclusive) result.verdict()).reason()).isEqualTo(reason);
        assertThat(decision).isInstanceOf(Decision.Nothing.class);
        assertThat(image.json()).isEqualTo(before);
        ProbeResult next = path.probed();
        assertThat(next.trigger()).isEqualTo(Trigger.BACKOFF);
        assertThat(RealPath.between(result, next)).isLessThan(Duration.ofSeconds(8));
        return result;
    }

    private static Stream<Arguments> refusals() {
        return Stream.of(
                        arguments(ScriptedAnswer.registryError(401, "UNAUTHORIZED"), Reason.DENIED),
                        arguments(ScriptedAnswer.deniedByDvcr(), Reason.DENIED),
                        arguments(ScriptedAnswer.registryError(403, "DENIED"), Reason.DENIED),
                        arguments(ScriptedAnswer.throttled(Duration.ofSeconds(7)), Reason.THROTTLED),
                        arguments(ScriptedAnswer.registryError(500, "UNKNOWN"), Reason.SERVER_ERROR),
                        arguments(ScriptedAnswer.of(502), Reason.SERVER_ERROR),
                        arguments(ScriptedAnswer.registryError(503, "UNAVAILABLE"), Reason.SERVER_ERROR),
                        arguments(ScriptedAnswer.registryError(503, "MANIFEST_UNKNOWN"), Reason.SERVER_ERROR),
                        arguments(ScriptedAnswer.of(504), Reason.SERVER_ERROR))
                .flatMap(UntestedAnswersTest::inEachPhase);
    }

    private static Stream<Arguments> incomplete() {
        ScriptedAnswer present = ScriptedAnswer.present(DIGEST);
        return Stream.of("Docker-Content-Digest", "Content-Type", "Content-Length")
                .map(header -> arguments(present.without(header), Reason.NOT_A_REGISTRY))
                .flatMap(UntestedAnswersTest::inEachPhase);
    }

    private static Stream<Arguments> pages() {
        ScriptedAnswer json = ScriptedAnswer.of(404).with("Content-Type", "application/json");
        return Stream.of(
                        ScriptedAnswer.notFoundPage(),
                        ScriptedAnswer.of(404)
                                .with("Content-Type", "text/plain")
                                .withBody("404 page not found\n"),
                        ScriptedAnswer.of(404),
                        json.withBody(
                                "{\"kind\":\"Status\",\"status\":\"Failure\",\"reason\":\"NotFound\",\"code\":404}"),
                        json.withBody("{\"errors\":[]}"),
                        ScriptedAnswer.registryError(404, "UNSUPPORTED"))
                .map(answer -> arguments(answer, Reason.NOT_A_REGISTRY))
                .flatMap(UntestedAnswersTest::inEachPhase);
    }

    private static Stream<Arguments> inEachPhase(Arguments answerAndReason) {
        Object answer = answerAndReason.get()[0];
        Object reason = answerAndReason.get()[1];
        return List.of(ImageObject.VI, ImageObject.CVI).stream()
                .flatMap(kind -> Stream.of("Ready", "ImageLost").map(phase -> arguments(kind, phase, answer, reason)));
    }
}
