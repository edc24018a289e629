package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.transition.Outcome;
import io.rollcall.contract.transition.Transition;
import io.rollcall.statuswriter.Streaks.Streak;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StreaksTest {
    private static final Instant SINCE = Samples.absent().result().verdictSince();
    private static final Streak LOST = new Streak(Samples.UID, "imageLost", SINCE);

    private final Streaks streaks = new Streaks(2);

    private static Transition transition(String id, String change, Outcome outcome, int second) {
        Candidate candidate = Samples.absent();
        return new Transition(
                Transition.SCHEMA_VERSION,
                "test",
                id,
                Samples.KEY,
                Samples.UID,
                change,
                outcome,
                "",
                candidate.cause(),
                candidate.result(),
                null,
                null,
                null,
                "default@1",
                SINCE.plusSeconds(second),
                null,
                null);
    }

    @Test
    void shouldCountATransitionOnceWhenItWasToldAgain() {
        // When
        streaks.take(transition("a", "imageLost", Outcome.WRITTEN, 1));
        streaks.take(transition("a", "imageLost", Outcome.WRITTEN, 9));
        streaks.take(transition("b", "imageLost", Outcome.WRITTEN, 5));
        // Then
        assertThat(streaks.of(LOST).writes().values())
                .containsExactlyInAnyOrder(SINCE.plusSeconds(1), SINCE.plusSeconds(5));
        assertThat(streaks.of(LOST).told()).containsExactly(Outcome.WRITTEN);
    }

    @Test
    void shouldKnowNothingOfAnotherVerdictOrAnotherChange() {
        // When
        streaks.take(transition("a", "imageLost", Outcome.CONTESTED, 1));
        // Then
        assertThat(streaks.of(LOST).told()).containsExactly(Outcome.CONTESTED);
        assertThat(streaks.of(new Streak(Samples.UID, "imageLost", SINCE.plusSeconds(1))))
                .isEqualTo(Precedent.NONE);
        assertThat(streaks.of(new Streak(Samples.UID, "imageRecovered", SINCE))).isEqualTo(Precedent.NONE);
    }

    @Test
    void shouldForgetWhatWasNeededLongestAgoWhenThereIsNoRoom() {
        // Given
        streaks.take(transition("a", "imageLost", Outcome.OBSERVED, 1));
        streaks.take(transition("b", "second", Outcome.OBSERVED, 2));
        assertThat(streaks.of(LOST).told()).isNotEmpty();
        // When
        streaks.take(transition("c", "third", Outcome.OBSERVED, 3));
        // Then
        assertThat(streaks.of(LOST).told()).isNotEmpty();
        assertThat(streaks.of(new Streak(Samples.UID, "second", SINCE))).isEqualTo(Precedent.NONE);
    }
}
