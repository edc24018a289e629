package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.Settings.DIGEST;
import static io.rollcall.prober.registry.Settings.open;
import static io.rollcall.prober.registry.Settings.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.testkit.ScriptedAnswer;
import io.rollcall.testkit.ScriptedRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class CheckTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/vi/there:v1|present: the registry has it as sha256:abababababababababababababababababababababababababababababababab",
                "/vi/gone:v1|absent: the registry says MANIFEST_UNKNOWN; push the image again or import it anew",
                "/vi/denied:v1|inconclusive (DENIED): the registry refused our credentials; check the docker config"
                        + " for this host [HEAD 401]",
                "/vi/busy:v1|inconclusive (THROTTLED): the registry asked to be left alone for a while [HEAD 429];"
                        + " ask again in 7 s",
                "/vi/page:v1|inconclusive (NOT_A_REGISTRY): what answered is not a registry; check the Service, ingress"
                        + " or proxy in front of it [HEAD 404, GET 404, a 404 without a registry's error body]",
            })
    void shouldSayInWordsWhatOneProbeFound(String path, String words) {
        try (ScriptedRegistry registry = ScriptedRegistry.start();
                RegistryClients clients = open(plain(registry.host()))) {
            // Given
            registry.manifest("vi/there", "v1", ScriptedAnswer.present(DIGEST));
            registry.manifest("vi/denied", "v1", ScriptedAnswer.registryError(401, "UNAUTHORIZED"));
            registry.manifest("vi/busy", "v1", ScriptedAnswer.throttled(Duration.ofSeconds(7)));
            registry.manifest("vi/page", "v1", ScriptedAnswer.notFoundPage());

            // When
            Answer answer = new Check(clients, Clock.systemUTC()).ask(registry.host() + path);

            // Then
            assertThat(Check.words(answer)).isEqualTo(words);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "docker://registry.example/vi/ubuntu|inconclusive (BAD_REFERENCE): the image reference does not parse"
                        + " [The image reference has a scheme; write host/path:tag without it.]",
                "other.example/vi/ubuntu:v1|inconclusive (NOT_ALLOWED): the host is not one of the configured registries"
                        + " [add other.example to registries]",
            })
    void shouldAskNobodyWhenThereIsNobodyToAsk(String text, String words) {
        try (RegistryClients clients = open(plain("registry.example"))) {
            assertThat(Check.words(new Check(clients, Clock.systemUTC()).ask(text)))
                    .isEqualTo(words);
        }
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void shouldHaveWordsForEveryReason(Reason reason) {
        // Given
        Answer answer = new Answer(new Verdict.Inconclusive(reason), HttpEvidence.none(null), NOW, NOW);

        // Then
        assertThat(Check.words(answer)).isEqualTo("inconclusive (" + reason + "): " + reason.inWords());
    }

    @Test
    void shouldRoundUpTheWaitThatWasAskedFor() {
        // Given
        Answer answer =
                new Answer(new Verdict.Inconclusive(Reason.THROTTLED, 1_001L), HttpEvidence.none(null), NOW, NOW);

        // Then
        assertThat(Check.words(answer)).endsWith("; ask again in 2 s");
    }
}
