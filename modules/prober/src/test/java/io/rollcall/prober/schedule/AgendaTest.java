package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.Lane;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.prober.schedule.Agenda.Slot;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgendaTest {
    private static final Instant T = TestClock.START;
    private static final String R = "r";

    private final Agenda agenda = new Agenda();

    private static Due due(Lane lane, int seconds) {
        return new Due(lane, T.plusSeconds(seconds), Trigger.SWEEP);
    }

    private String next(int seconds) {
        return agenda.next(R, T.plusSeconds(seconds)).map(Slot::target).orElse("none");
    }

    @Test
    void shouldGiveTheOneThatWaitsLongestInTheBestLane() {
        // Given
        agenda.put(R, "swept", List.of(due(Lane.SWEEP, 0)));
        agenda.put(R, "lost", List.of(due(Lane.LOST, 9)));
        agenda.put(R, "late", List.of(due(Lane.REQUESTED, 5)));
        agenda.put(R, "early", List.of(due(Lane.REQUESTED, 4)));

        // Then
        assertThat(next(0)).isEqualTo("swept");
        assertThat(next(5)).isEqualTo("early");
        assertThat(next(9)).isEqualTo("lost");
    }

    @Test
    void shouldGiveNothingWhenNothingIsDueYet() {
        agenda.put(R, "a", List.of(due(Lane.LOST, 1)));
        assertThat(next(0)).isEqualTo("none");
        assertThat(agenda.next("other", T.plusSeconds(1))).isEmpty();
    }

    @Test
    void shouldForgetTheOldTimesWhenPutAgain() {
        // Given
        agenda.put(R, "a", List.of(due(Lane.SWEEP, 1), due(Lane.REQUESTED, 2)));

        // When
        agenda.put(R, "a", List.of(due(Lane.SWEEP, 7)));

        // Then
        assertThat(next(6)).isEqualTo("none");
        assertThat(next(7)).isEqualTo("a");
    }

    @Test
    void shouldLeaveEveryLaneWhenRemoved() {
        agenda.put(R, "a", List.of(due(Lane.SWEEP, 1), due(Lane.REQUESTED, 2)));
        agenda.remove("a");
        agenda.remove("a");
        assertThat(next(9)).isEqualTo("none");
        assertThat(agenda.earliest(R)).isEmpty();
    }

    @Test
    void shouldTellTheEarliestOfAllLanes() {
        agenda.put(R, "a", List.of(due(Lane.SWEEP, 3), due(Lane.LOST, 5)));
        agenda.put(R, "b", List.of(due(Lane.REQUESTED, 4)));
        assertThat(agenda.earliest(R)).contains(T.plusSeconds(3));
    }
}
