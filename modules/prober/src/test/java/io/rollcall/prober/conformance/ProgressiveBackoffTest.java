package io.rollcall.prober.conformance;

import static io.rollcall.prober.conformance.RealPath.between;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.prober.schedule.ProberDriver;
import io.rollcall.prober.schedule.TestClock;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code backoff/progressive_test.go}: how long after one look at a lost image the next one comes. All the same here. */
@Tag("conformance")
class ProgressiveBackoffTest {
    /** When it is due it has to be noticed, twice at most. */
    private static final Duration LATENESS = ProberDriver.TICK.multipliedBy(3);

    @Test
    @DisplayName("upstream backoff (1): 0 and 5 s make 15 s")
    void shouldWaitTheShortestTimeWhenJustLost() throws IOException {
        assertThat(waitWhenLostFor(Duration.ZERO))
                .isBetween(seconds(15), seconds(15).plus(LATENESS));
        assertThat(waitWhenLostFor(Duration.ofSeconds(5)))
                .isBetween(seconds(15), seconds(15).plus(LATENESS));
    }

    @Test
    @DisplayName("upstream backoff (2): 30 s make 30 s")
    void shouldWaitAsLongAgainWhenLostFor30Seconds() throws IOException {
        assertThat(waitWhenLostFor(Duration.ofSeconds(30)))
                .isBetween(seconds(30), seconds(30).plus(LATENESS));
    }

    @Test
    @DisplayName("upstream backoff (3): 2 min make 2 min")
    void shouldWaitAsLongAgainWhenLostFor2Minutes() throws IOException {
        assertThat(waitWhenLostFor(Duration.ofMinutes(2)))
                .isBetween(seconds(120), seconds(120).plus(LATENESS));
    }

    @Test
    @DisplayName("upstream backoff (4): 10 min make 5 min")
    void shouldWaitTheLongestTimeWhenLostFor10Minutes() throws IOException {
        assertThat(waitWhenLostFor(Duration.ofMinutes(10)))
                .isBetween(seconds(300), seconds(300).plus(LATENESS));
    }

    private static Duration waitWhenLostFor(Duration elapsed) throws IOException {
        ImageObject image = new ImageObject(ImageObject.VI).lostSince(TestClock.START.minus(elapsed));
        try (RealPath path = new RealPath()) {
            ProbeResult first = path.watched(image).probed();
            ProbeResult second = path.probed();
            assertThat(second.trigger()).isEqualTo(Trigger.RECHECK);
            return between(first, second);
        }
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
