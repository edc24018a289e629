package io.rollcall.standalone.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.prober.registry.Answer;
import io.rollcall.standalone.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckedTest {

    private static final Checked PRESENT = checked(new Verdict.Present("sha256:0f"), 200, null);
    private static final Checked ABSENT = checked(new Verdict.Absent("MANIFEST_UNKNOWN"), 404, "MANIFEST_UNKNOWN");
    private static final Checked UNKNOWN = checked(new Verdict.Inconclusive(Reason.THROTTLED, 30_000L), 429, null);

    @Test
    void shouldLetAbsentWinOverInconclusiveAndThatOverPresent() {
        assertThat(Checked.exitCode(List.of(PRESENT))).isZero();
        assertThat(Checked.exitCode(List.of(PRESENT, UNKNOWN))).isEqualTo(3);
        assertThat(Checked.exitCode(List.of(UNKNOWN, ABSENT, PRESENT))).isEqualTo(1);
    }

    @Test
    void shouldAlignReferencesAndGiveTheGround() {
        // Given
        Terminal terminal = new Terminal(new PrintStream(new ByteArrayOutputStream(), true, UTF_8), false);

        // Then
        assertThat(PRESENT.line(terminal, 8)).isEqualTo("present       h:1/a:v   sha256:0f");
        assertThat(ABSENT.words()).endsWith("does not have it (HTTP 404, MANIFEST_UNKNOWN)");
        assertThat(UNKNOWN.words()).endsWith("for a while (HTTP 429, for 30 s)");
    }

    @Test
    void shouldRoundUpTheWaitThatWasAskedFor() {
        assertThat(checked(new Verdict.Inconclusive(Reason.THROTTLED, 1_001L), 429, null)
                        .words())
                .endsWith("(HTTP 429, for 2 s)");
    }

    @Test
    void shouldTellOnceForEachReasonWhatToDo() {
        // Given
        Checked denied = checked(new Verdict.Inconclusive(Reason.DENIED), 401, null);

        // When / Then
        assertThat(Checked.help(List.of(PRESENT, denied, ABSENT, UNKNOWN, denied)))
                .containsExactly("DENIED: " + Reason.DENIED.help(), "THROTTLED: " + Reason.THROTTLED.help());
        assertThat(denied.json()).contains("\"help\":\"Put a user who may pull");
    }

    @Test
    void shouldLeaveOutOfItsJsonWhatIsNotKnown() {
        assertThat(PRESENT.json())
                .isEqualTo(
                        "{\"reference\":\"h:1/a:v\",\"verdict\":\"present\",\"digest\":\"sha256:0f\","
                                + "\"words\":\"sha256:0f\",\"status\":200,\"startedAt\":\"1970-01-01T00:00:00Z\",\"millis\":7}");
        assertThat(UNKNOWN.json()).contains("\"reason\":\"THROTTLED\",\"retryAfterMillis\":30000");
    }

    private static Checked checked(Verdict verdict, int status, String code) {
        return new Checked(
                new ImageReference("h:1", "a", "v", null),
                new Answer(
                        verdict,
                        new HttpEvidence(status, null, code, null, null),
                        Instant.EPOCH,
                        Instant.EPOCH.plusMillis(7)));
    }
}
