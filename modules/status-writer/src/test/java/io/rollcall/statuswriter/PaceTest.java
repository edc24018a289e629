package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private long now = Long.MAX_VALUE - 5;
    private final Pace pace = new Pace(10, () -> now);

    @Test
    void shouldLetASecondsWorthBeginAtOnceAndTheRestAtTheRate() {
        // When
        int atOnce = sendWhatMay();
        pass(Duration.ofSeconds(3));
        int later = sendWhatMay();
        pass(Duration.ofMillis(300));
        int soon = sendWhatMay();
        // Then
        assertThat(atOnce).isEqualTo(10);
        assertThat(later).isEqualTo(10);
        assertThat(soon).isEqualTo(3);
        assertThat(Duration.ofNanos(pace.ahead())).isBetween(Duration.ofMillis(99), Duration.ofMillis(101));
    }

    @Test
    void shouldPayBackWhatWasSentBeyondTheBudget() {
        // Given
        for (int i = 0; i < 15; i++) {
            pace.sent();
        }
        // When
        Duration wait = Duration.ofNanos(pace.ahead());
        // Then
        assertThat(wait).isBetween(Duration.ofMillis(599), Duration.ofMillis(601));
    }

    @Test
    void shouldTakeTheShareOfThePartitionsThatAreOwned() {
        // Given
        pace.share(3, 12);
        sendWhatMay();
        // When
        pass(Duration.ofMillis(800));
        // Then
        assertThat(sendWhatMay()).isEqualTo(2);
    }

    @Test
    void shouldBeginNothingWhenNoPartitionIsOwned() {
        // Given
        pace.share(0, 12);
        sendWhatMay();
        // When
        pass(Duration.ofHours(1));
        // Then
        assertThat(sendWhatMay()).isZero();
    }

    @Test
    void shouldBeginNothingWhileTheServerAsksForThatButNotForAnHour() {
        // Given
        pace.pause(Duration.ofSeconds(5));
        pace.pause(Duration.ofSeconds(2));
        // When
        long first = pace.ahead();
        pace.pause(Duration.ofHours(1));
        // Then
        assertThat(first).isEqualTo(Duration.ofSeconds(5).toNanos());
        assertThat(pace.ahead()).isEqualTo(Duration.ofMinutes(1).toNanos());
    }

    private int sendWhatMay() {
        int sent = 0;
        for (; pace.ahead() <= 0; sent++) {
            pace.sent();
        }
        return sent;
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
