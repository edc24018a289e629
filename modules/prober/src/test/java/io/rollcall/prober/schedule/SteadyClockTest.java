package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
    private final TestClock clock = new TestClock();
    private final SteadyClock steady = new SteadyClock(clock);

    @Test
    void shouldGoOnWhenTheOtherGoesBack() {
        clock.advance(Duration.ofSeconds(5));
        assertThat(steady.instant()).isEqualTo(TestClock.START.plusSeconds(5));

        clock.advance(Duration.ofHours(-1));
        assertThat(steady.instant()).isEqualTo(TestClock.START.plusSeconds(5));

        clock.advance(Duration.ofSeconds(2));
        assertThat(steady.instant()).isEqualTo(TestClock.START.plusSeconds(7));

        clock.advance(Duration.ofHours(-1));
        clock.advance(Duration.ofSeconds(1));
        assertThat(steady.instant()).isBetween(TestClock.START.plusSeconds(7), TestClock.START.plusSeconds(8));
    }
}
