package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rollcall.prober.registry.Quota;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Instant T = TestClock.START;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration ALONE = Duration.ofSeconds(30);
    private static final Instant BACK = T.plus(ALONE);
    private static final Offset<Double> NEAR = within(1e-6);

    private final Pace throttled = Pace.FULL.throttled(T.minusSeconds(1), T, ALONE);

    private static double rate(Pace pace, Instant at) {
        return pace.perSecond(100, at);
    }

    @Test
    void shouldBeTheWholeWhenNothingWasSaid() {
        assertThat(rate(Pace.FULL, T)).isEqualTo(100);
        assertThat(Pace.FULL.isClosed(T)).isFalse();
    }

    @Test
    void shouldSendNothingAndThenEverMoreWhenThrottled() {
        assertThat(throttled.isClosed(BACK.minusMillis(1))).isTrue();
        assertThat(rate(throttled, BACK.minusMillis(1))).isZero();
        assertThat(rate(throttled, BACK)).isEqualTo(10, NEAR);
        assertThat(rate(throttled, BACK.plusSeconds(30))).isEqualTo(55, NEAR);
        assertThat(rate(throttled, BACK.plusSeconds(60))).isEqualTo(100, NEAR);
        assertThat(rate(throttled, BACK.plusSeconds(3_600))).isEqualTo(100, NEAR);
        assertThat(throttled.emptied()).isEqualTo(1);
    }

    @Test
    void shouldBeginLowerWhenThrottledDuringTheRecovery() {
        Pace again = throttled.throttled(BACK.plusSeconds(1), BACK.plusSeconds(2), ALONE);
        assertThat(rate(again, BACK.plusSeconds(32))).isEqualTo(5, NEAR);
    }

    @Test
    void shouldBeginNoLowerWhenTheOnesThatWereOutAreThrottledAsWell() {
        Pace again = throttled.throttled(T.minusMillis(500), T.plusSeconds(1), ALONE);
        assertThat(again.closedUntil()).isEqualTo(BACK.plusSeconds(1));
        assertThat(rate(again, BACK.plusSeconds(1))).isEqualTo(10, NEAR);
    }

    @Test
    void shouldBeginAsBeforeWhenThrottledAfterTheRecovery() {
        Pace again = throttled.throttled(BACK.plusSeconds(61), BACK.plusSeconds(62), ALONE);
        assertThat(rate(again, BACK.plusSeconds(92))).isEqualTo(10, NEAR);
    }

    @Test
    void shouldNeverStopWhenThrottledForEver() {
        Pace pace = throttled;
        for (int i = 0; i < 100; i++) {
            pace = pace.throttled(pace.closedUntil(), pace.closedUntil().plusSeconds(1), ALONE);
        }
        assertThat(rate(pace, pace.closedUntil())).isEqualTo(100 * Pace.LEAST, NEAR);
    }

    @Test
    void shouldKeepTheLongerSilenceWhenAShorterOneIsAskedFor() {
        Pace again = throttled.throttled(T.minusMillis(500), T.plusSeconds(1), Duration.ofSeconds(1));
        assertThat(again.closedUntil()).isEqualTo(BACK);
    }

    @Test
    void shouldComeBackByAndByWhenItWasOut() {
        Pace pace = Pace.FULL.recovered(T);
        assertThat(pace.isClosed(T)).isFalse();
        assertThat(rate(pace, T)).isEqualTo(10, NEAR);
        assertThat(rate(pace, T.plusSeconds(60))).isEqualTo(100, NEAR);
        assertThat(pace.emptied()).isEqualTo(1);
    }

    @Test
    void shouldSpreadWhatIsLeftUntilThereIsMore() {
        Pace pace = Pace.FULL.told(new Quota(120, 1_000, Duration.ofMinutes(1)), T, LONGEST);
        assertThat(rate(pace, T)).isEqualTo(2, NEAR);
        assertThat(rate(pace, T.plusMillis(59_999))).isEqualTo(2, NEAR);
        assertThat(rate(pace, T.plusSeconds(60))).isEqualTo(100, NEAR);
        assertThat(pace.perSecond(1, T)).isEqualTo(1, NEAR);
    }

    @Test
    void shouldSendNothingUntilThereIsMoreWhenNothingIsLeft() {
        Pace pace = Pace.FULL.told(new Quota(0, 1_000, Duration.ofMinutes(1)), T, LONGEST);
        assertThat(pace.isClosed(T.plusMillis(59_999))).isTrue();
        assertThat(rate(pace, T.plusSeconds(60))).isEqualTo(100, NEAR);
    }

    @Test
    void shouldNeverBeSilentForLongerThanIfItWereDown() {
        Duration sixHours = Duration.ofHours(6);
        Pace none = Pace.FULL.told(new Quota(0, 100, sixHours), T, LONGEST);
        Pace one = Pace.FULL.told(new Quota(1, 100, sixHours), T, LONGEST);
        assertThat(none.closedUntil()).isEqualTo(T.plus(LONGEST));
        assertThat(rate(one, T)).isEqualTo(1.0 / LONGEST.toSeconds(), NEAR);
    }

    @Test
    void shouldKeepToWhatIsLeftWhileItRecovers() {
        Pace pace = throttled.told(new Quota(600, 1_000, Duration.ofMinutes(10)), T, LONGEST);
        assertThat(rate(pace, BACK)).isEqualTo(1, NEAR);
        assertThat(rate(pace, BACK.plusSeconds(60))).isEqualTo(1, NEAR);
    }

    @Test
    void shouldBeSilentForNoLongerWhenTheClockGoesBack() {
        Instant now = T.minus(Duration.ofHours(1));
        Pace pace = throttled.asOf(now, LONGEST);
        assertThat(pace.closedUntil()).isEqualTo(now.plus(LONGEST));
        assertThat(rate(pace, now.plus(LONGEST))).isEqualTo(10, NEAR);
        assertThat(throttled.asOf(T, LONGEST)).isSameAs(throttled);
    }

    @Test
    void shouldKeepToWhatIsLeftForNoLongerWhenTheClockGoesBack() {
        Instant now = T.minus(Duration.ofHours(1));
        Pace pace = Pace.FULL
                .told(new Quota(60, 100, Duration.ofMinutes(1)), T, LONGEST)
                .asOf(now, LONGEST);
        assertThat(rate(pace, now.plusSeconds(59))).isEqualTo(1, NEAR);
        assertThat(rate(pace, now.plusSeconds(60))).isEqualTo(100, NEAR);
    }
}
