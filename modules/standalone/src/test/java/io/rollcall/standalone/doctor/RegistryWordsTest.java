package io.rollcall.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.prober.registry.Answer;
import io.rollcall.prober.registry.Distrust;
import io.rollcall.prober.registry.Greeting;
import io.rollcall.runtime.config.PolicyConfig;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.standalone.census.HostImages;
import io.rollcall.standalone.check.Checked;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryWordsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final RegistryConfig DVCR = registry("dvcr.d8-virtualization.svc", "config.json", "ca.crt", null);
    private static final RegistryConfig OTHER = registry("registry.example:5000", "config.json", null, null);

    @ParameterizedTest
    @CsvSource({
        "200, true, passed, takes the credentials in config.json",
        "401, true, failed, 401",
        "403, true, warned, 403 to /v2/; the image below tells whether these credentials may read",
        "400, false, warned, 400 to /v2/; the image below tells whether these credentials may read",
        "404, true, failed, what answers /v2/ there (404) is not a registry",
        "200, false, failed, what answers /v2/ there (200) is not a registry",
        "302, true, failed, what answers /v2/ there (302) is not a registry",
        "429, true, warned, '429, it asks to be left alone'",
        "503, false, failed, 503 to /v2/"
    })
    void shouldJudgeALoginByItsStatus(int status, boolean registry, String result, String what) {
        // When
        Result judged =
                LoginCheck.judge(OTHER, answered(status, registry, null)).result();

        // Then
        assertThat(judged.name()).isEqualTo(result);
        assertThat(judged.what()).isEqualTo(what);
    }

    @Test
    void shouldSpeakOfDvcrsSecretsOnlyWhereTheRegistryIsDvcr() {
        assertThat(LoginCheck.judge(DVCR, answered(401, true, null)).result().fix())
                .isEqualTo("put node-puller's password (Secret dvcr-secrets, key passwordRO) into config.json");
        assertThat(LoginCheck.judge(OTHER, answered(401, true, null)).result().fix())
                .isEqualTo("correct the entry for registry.example:5000 in config.json, as 'docker login"
                        + " registry.example:5000' writes it");
        assertThat(LoginCheck.judge(registry("a.example", null, null, null), answered(401, true, null))
                        .result()
                        .fix())
                .startsWith("set dockerConfig for this registry");
    }

    @Test
    void shouldWarnAFortnightBeforeACertificateEnds() {
        assertThat(CertificateCheck.judge(DVCR, answered(200, true, NOW.plus(Duration.ofDays(13))))
                        .result())
                .isInstanceOf(Result.Warned.class)
                .extracting(Result::what)
                .isEqualTo("its certificate is trusted (ca.crt) and ends on 2026-12-04");
        assertThat(CertificateCheck.judge(OTHER, answered(200, true, NOW.plus(Duration.ofDays(15))))
                        .result())
                .isEqualTo(new Result.Passed(
                        "its certificate is trusted (by this system's authorities) and ends on 2026-12-06"));
        assertThat(CertificateCheck.judge(OTHER, answered(200, true, null)).result())
                .isInstanceOf(Result.Skipped.class);
    }

    @ParameterizedTest
    @CsvSource({
        "EXPIRED, has expired, 'renew it, or set'",
        "NOT_YET_VALID, is not valid yet, set this machine's clock",
        "UNKNOWN_ISSUER, signed by nobody whom this system trusts, 'as PEM, and set ca: ca.crt'",
        "OTHER_NAME, for another name (why), have a certificate made",
        "NO_TLS, speaks no TLS, plainHttp: true",
        "OTHER, no TLS session comes about (why), look at the registry's log"
    })
    void shouldHaveAFixForEachDistrust(Distrust distrust, String what, String fix) {
        // Given
        Greeting greeting = new Greeting.Unanswered(Reason.TLS_FAILURE, Optional.of(distrust), "why");

        // When
        Result judged = CertificateCheck.judge(OTHER, greeting).result();

        // Then
        assertThat(judged).isInstanceOf(Result.Failed.class);
        assertThat(judged.what()).contains(what);
        assertThat(judged.fix()).contains(fix);
        assertThat(ConnectionCheck.judge(OTHER, greeting).result()).isInstanceOf(Result.Passed.class);
    }

    @ParameterizedTest
    @CsvSource({
        "DNS_FAILURE, its name has no address here (registry.example:5000), correct the host in registries",
        "CONNECTION_REFUSED, nothing listens at its address (registry.example:5000), check that the registry runs",
        "TIMEOUT, 'it does not answer in time (registry.example:5000, why)', check that the registry runs",
        "CONNECTION_RESET, the connection to the registry broke off (why), check that the registry runs"
    })
    void shouldHaveAFixForEachConnectionThatFails(Reason reason, String what, String fix) {
        // When
        Result judged = ConnectionCheck.judge(OTHER, new Greeting.Unanswered(reason, Optional.empty(), "why"))
                .result();

        // Then
        assertThat(judged.what()).isEqualTo(what);
        assertThat(judged.fix()).startsWith(fix);
    }

    @Test
    void shouldLeadToConnectToWhenThatIsWhatDoesNotAnswer() {
        assertThat(ConnectionCheck.judge(
                                registry("registry.example", null, null, "10.0.0.9:5000"),
                                new Greeting.Unanswered(Reason.CONNECTION_REFUSED, Optional.empty(), "why"))
                        .result())
                .isEqualTo(new Result.Failed(
                        "nothing listens at its address (connectTo, 10.0.0.9:5000)",
                        "correct connectTo, or take it away"));
    }

    @ParameterizedTest
    @CsvSource({
        "DENIED, 'put a user who may pull into config.json, such as node-puller'",
        "NOT_A_REGISTRY, correct the host or connectTo",
        "THROTTLED, 'wait, or lower'",
        "SERVER_ERROR, look at the registry's log and its storage",
        "TIMEOUT, try 'rollcall check dvcr.d8-virtualization.svc/vi/team-a/ubuntu:1' again"
    })
    void shouldHaveAFixForEachHeadThatSaysNothing(Reason reason, String fix) {
        // Given
        ImageReference reference = new ImageReference("dvcr.d8-virtualization.svc", "vi/team-a/ubuntu", "1", null);
        HostImages.Example example = new HostImages.Example(
                new ImageKey("virtualimages.virtualization.deckhouse.io", "team-a", "ubuntu"), reference);
        Answer answer = new Answer(new Verdict.Inconclusive(reason), HttpEvidence.none(null), NOW, NOW.plusMillis(5));

        // When
        Result judged =
                ImageCheck.judge(DVCR, example, new Checked(reference, answer)).result();

        // Then
        assertThat(judged.what()).startsWith("of virtualimages team-a/ubuntu, which the cluster says is Ready: ");
        assertThat(judged.fix()).startsWith(fix.replace("''", "'"));
    }

    private static Greeting answered(int status, boolean registry, Instant end) {
        return new Greeting.Answered(
                status, registry, Optional.empty(), Optional.ofNullable(end), NOW.minusMillis(5), NOW);
    }

    private static RegistryConfig registry(String host, String dockerConfig, String ca, String connectTo) {
        return new RegistryConfig(
                host,
                Optional.ofNullable(dockerConfig).map(Path::of),
                Optional.ofNullable(ca).map(Path::of),
                Optional.ofNullable(connectTo),
                false,
                PolicyConfig.defaults());
    }
}
