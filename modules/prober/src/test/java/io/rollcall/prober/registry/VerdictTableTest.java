package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.Settings.DIGEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.contract.probe.Verdict.Absent;
import io.rollcall.contract.probe.Verdict.Inconclusive;
import io.rollcall.contract.probe.Verdict.Present;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTableTest {
    private static final String OCI = "application/vnd.oci.image.manifest.v1+json";
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final ImageReference TAG = Settings.reference("registry.example/vi/team-a/ubuntu:v1");
    private static final ImageReference BY_DIGEST = Settings.reference("registry.example/vi/team-a/ubuntu@" + DIGEST);

    @Test
    void shouldBePresentWhenTheHeadHasAllThreeHeaders() {
        assertThat(head(TAG, ok(OCI, "527", DIGEST))).isEqualTo(new Present(DIGEST));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, 527, sha256:abababababababababababababababababababababababababababababababab",
                "'', 527, sha256:abababababababababababababababababababababababababababababababab",
                "text/html, none, sha256:abababababababababababababababababababababababababababababababab",
                "text/html, many, sha256:abababababababababababababababababababababababababababababababab",
                "text/html, 527, none",
                "text/html, 527, ''",
                "text/html, 527, sha256:abab",
                "text/html, 527, sha256:ABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABAB",
                "text/html, 527, md5:abababababababababababababababab",
            })
    void shouldBeNoRegistryWhenA200LacksWhatEveryManifestHas(String type, String length, String digest) {
        assertThat(head(TAG, ok(type, length, digest))).isEqualTo(new Inconclusive(Reason.NOT_A_REGISTRY));
    }

    @Test
    void shouldBePresentWhenTheDigestIsTheOneAskedFor() {
        assertThat(head(BY_DIGEST, ok(OCI, "527", DIGEST))).isEqualTo(new Present(DIGEST));
    }

    @Test
    void shouldNotBePresentWhenTheDigestIsAnotherThanTheOneAskedFor() {
        String other = "sha256:" + "cd".repeat(32);
        assertThat(head(BY_DIGEST, ok(OCI, "527", other))).isEqualTo(new Inconclusive(Reason.NOT_A_REGISTRY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MANIFEST_UNKNOWN", "NAME_UNKNOWN", "BLOB_UNKNOWN"})
    void shouldBeAbsentWhenTheRegistryItselfSaysSo(String code) {
        assertThat(confirmed(404, reply(404, error(code, "manifest unknown")))).isEqualTo(new Absent(code));
    }

    @Test
    void shouldKeepBothStatusesAndTheCodeAsEvidence() {
        // When
        HttpEvidence evidence = VerdictTable.judge(
                        TAG, reply(404, ""), reply(404, error("MANIFEST_UNKNOWN", "manifest unknown")), NOW)
                .evidence();

        // Then
        assertThat(evidence).isEqualTo(new HttpEvidence(404, 404, "MANIFEST_UNKNOWN", "text/x", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "404 page not found",
                "<html>404</html>",
                "{}",
                "[]",
                "null",
                "{\"errors\":[]}",
                "{\"errors\":{}}",
                "{\"errors\":[{\"code\":404}]}",
                "{\"errors\":[{\"message\":\"MANIFEST_UNKNOWN\"}]}",
                "{\"errors\":[{\"code\":\"manifest_unknown\"}]}",
                "{\"errors\":[{\"code\":\"UNSUPPORTED\"}]}",
                "{\"errors\":[{\"code\":\"UNAUTHORIZED\"},{\"code\":\"MANIFEST_UNKNOWN\"}]}",
                "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\"",
            })
    void shouldNotBeAbsentWhenA404IsNotInARegistrysWords(String body) {
        assertThat(confirmed(404, reply(404, body))).isEqualTo(new Inconclusive(Reason.NOT_A_REGISTRY));
    }

    @Test
    void shouldNotBeAbsentWhenOnlyTheTypeWasNotAccepted() {
        String body = error("MANIFEST_UNKNOWN", "OCI manifest found, but accept header does not support OCI manifests");
        assertThat(confirmed(404, reply(404, body))).isEqualTo(new Inconclusive(Reason.UNEXPECTED_ANSWER));
    }

    @Test
    void shouldBePresentWhenItWasPushedBetweenHeadAndGet() {
        assertThat(confirmed(404, ok(OCI, null, DIGEST))).isEqualTo(new Present(DIGEST));
    }

    @Test
    void shouldNotBePresentWhenTheGetsPageHasNoDigest() {
        assertThat(confirmed(404, ok("text/html", "9", null))).isEqualTo(new Inconclusive(Reason.NOT_A_REGISTRY));
    }

    @Test
    void shouldBeDeniedWhenA400IsEmptyAtTheGetToo() {
        assertThat(VerdictTable.needsConfirmation(reply(400, ""))).isTrue();
        assertThat(confirmed(400, reply(400, ""))).isEqualTo(new Inconclusive(Reason.DENIED));
    }

    @Test
    void shouldBeDeniedWhenA400SaysSo() {
        assertThat(confirmed(400, reply(400, error("DENIED", "no")))).isEqualTo(new Inconclusive(Reason.DENIED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Client sent an HTTP request to an HTTPS server.",
                "{\"errors\":[{\"code\":\"MANIFEST_INVALID\",\"message\":\"manifest invalid\"}]}",
            })
    void shouldBeUnexpectedWhenA400HasABody(String body) {
        assertThat(confirmed(400, reply(400, body))).isEqualTo(new Inconclusive(Reason.UNEXPECTED_ANSWER));
    }

    @Test
    void shouldNotBeAbsentWhenOnlyTheGetSays404() {
        assertThat(confirmed(400, reply(404, error("MANIFEST_UNKNOWN", "manifest unknown"))))
                .isEqualTo(new Inconclusive(Reason.UNEXPECTED_ANSWER));
    }

    @ParameterizedTest
    @CsvSource({
        "201, NOT_A_REGISTRY",
        "204, NOT_A_REGISTRY",
        "301, UNEXPECTED_ANSWER",
        "304, UNEXPECTED_ANSWER",
        "307, UNEXPECTED_ANSWER",
        "401, DENIED",
        "403, DENIED",
        "405, UNEXPECTED_ANSWER",
        "406, UNEXPECTED_ANSWER",
        "408, TIMEOUT",
        "410, UNEXPECTED_ANSWER",
        "418, UNEXPECTED_ANSWER",
        "429, THROTTLED",
        "500, SERVER_ERROR",
        "502, SERVER_ERROR",
        "503, SERVER_ERROR",
        "504, SERVER_ERROR",
        "599, SERVER_ERROR",
    })
    void shouldReadAStatusAlikeWhenTheHeadOrTheGetHasIt(int status, Reason reason) {
        assertThat(VerdictTable.needsConfirmation(reply(status, ""))).isFalse();
        assertThat(head(TAG, reply(status, ""))).isEqualTo(new Inconclusive(reason));
        assertThat(confirmed(404, reply(status, error("MANIFEST_UNKNOWN", "manifest unknown"))))
                .isEqualTo(new Inconclusive(reason));
    }

    @Test
    void shouldTakeOverRetryAfterWhenThrottled() {
        Reply throttled = new Reply(429, null, null, null, "Sat, 21 Nov 2026 10:00:30 GMT", "");
        assertThat(head(TAG, throttled)).isEqualTo(new Inconclusive(Reason.THROTTLED, 30_000L));
    }

    @Test
    void shouldNotKeepAContentTypeOfAnyLength() {
        // When
        HttpEvidence evidence =
                VerdictTable.judge(TAG, ok("x".repeat(5_000), "1", DIGEST), NOW).evidence();

        // Then
        assertThat(evidence.contentType()).hasSize(100);
    }

    private static Verdict head(ImageReference reference, Reply head) {
        return VerdictTable.judge(reference, head, NOW).verdict();
    }

    private static Verdict confirmed(int headStatus, Reply get) {
        return VerdictTable.judge(TAG, reply(headStatus, ""), get, NOW).verdict();
    }

    private static Reply ok(String type, String length, String digest) {
        return new Reply(200, type, length, digest, null, "");
    }

    private static Reply reply(int status, String body) {
        return new Reply(status, "text/x", null, null, null, body);
    }

    private static String error(String code, String message) {
        return "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\",\"detail\":{}}]}".formatted(code, message);
    }
}
