package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.probe.Trigger;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WantTest {
    private static final Instant T = TestClock.START;

    private static Want want(Trigger why, int seconds) {
        return Want.at(why, T.plusSeconds(seconds));
    }

    @Test
    void shouldBeFulfilledOnlyByAProbeThatStartedLateEnough() {
        List<Want> wants = List.of(want(Trigger.MANUAL, 5));
        assertThat(Want.after(wants, T.plusSeconds(4))).isEqualTo(wants);
        assertThat(Want.after(wants, T.plusSeconds(5))).isEmpty();
    }

    @Test
    void shouldBeOneWishWhenBothAreDue() {
        // When
        List<Want> wants = Want.add(List.of(want(Trigger.CHANGED, 1)), want(Trigger.MANUAL, 3), T.plusSeconds(3));

        // Then
        assertThat(wants).containsExactly(new Want(Trigger.MANUAL, T.plusSeconds(1), T.plusSeconds(3)));
        assertThat(Want.after(wants, T.plusSeconds(2))).containsExactly(want(Trigger.MANUAL, 3));
    }

    @Test
    void shouldStayApartWhenOneIsForLater() {
        List<Want> wants = Want.add(List.of(want(Trigger.RETRY, 15)), want(Trigger.MANUAL, 1), T.plusSeconds(1));
        assertThat(wants).containsExactly(want(Trigger.MANUAL, 1), want(Trigger.RETRY, 15));
        assertThat(Want.after(wants, T.plusSeconds(2))).containsExactly(want(Trigger.RETRY, 15));
    }

    @Test
    void shouldLoseNoneAndStayBoundedWhenThereAreMany() {
        // Given
        List<Want> wants = List.of();

        // When
        for (int i = 10; i < 20; i++) {
            wants = Want.add(wants, want(Trigger.RETRY, i), T);
        }

        // Then
        assertThat(wants).hasSize(Want.MOST);
        assertThat(Want.after(wants, T.plusSeconds(18))).isNotEmpty();
        assertThat(Want.after(wants, T.plusSeconds(19))).isEmpty();
    }
}
