package io.rollcall.prober;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.prober.registry.Answer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void shouldSayAtOnceWhatToDoWhenThereNeverWasAnAnswer() {
        // When
        Standing standing = Standing.NONE.after(denied(Duration.ZERO));

        // Then
        assertThat(standing.inWords())
                .contains(
                        "Nothing is known of its images: the registry refused our credentials; check the docker config"
                                + " for this host (HTTP 401). " + Reason.DENIED.help());
    }

    @Test
    void shouldNotSpeakOfSingleMishaps() {
        // Given
        Standing standing = Standing.NONE.after(present(Duration.ZERO));

        // When / Then
        assertThat(Standing.NONE.inWords()).isEmpty();
        assertThat(standing.inWords()).isEmpty();
        assertThat(standing.after(denied(Duration.ofSeconds(60))).inWords()).isEmpty();
    }

    @Test
    void shouldSpeakWhenNothingWasLearntForAWhileAndBeSilentAtTheNextAnswer() {
        // When
        Standing standing = Standing.NONE
                .after(present(Duration.ZERO))
                .after(denied(Duration.ofSeconds(30)))
                .after(denied(Duration.ofSeconds(61)));

        // Then
        assertThat(standing.inWords()).isPresent();
        assertThat(standing.after(present(Duration.ofSeconds(62))).inWords()).isEmpty();
        assertThat(standing.after(new Answer(
                                new Verdict.Absent("MANIFEST_UNKNOWN"), HttpEvidence.none(null), START, START))
                        .inWords())
                .isEmpty();
    }

    private static Answer present(Duration after) {
        return answer(new Verdict.Present("sha256:0f"), 200, after);
    }

    private static Answer denied(Duration after) {
        return answer(new Verdict.Inconclusive(Reason.DENIED), 401, after);
    }

    private static Answer answer(Verdict verdict, int status, Duration after) {
        return new Answer(
                verdict, new HttpEvidence(status, null, null, null, null), START.plus(after), START.plus(after));
    }
}
