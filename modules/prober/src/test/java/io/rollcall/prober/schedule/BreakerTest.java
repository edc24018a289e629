package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.prober.schedule.Breaker.Opening;
import io.rollcall.prober.schedule.Breaker.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final BreakerSettings SETTINGS = new BreakerSettings(4, 2, 50, Duration.ofSeconds(10), 3);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final TestClock clock = new TestClock();
    private final List<Opening> over = new ArrayList<>();
    private final Breaker breaker = new Breaker("r", SETTINGS, clock, LONGEST, over::add);

    private Optional<Trial> ask(Verdict verdict) {
        Optional<Trial> trial = breaker.tryEnter();
        trial.ifPresent(it -> breaker.answered(it, verdict, Duration.ZERO));
        return trial;
    }

    private void fail() {
        ask(FakeRegistry.REFUSED);
        ask(FakeRegistry.REFUSED);
    }

    private void wait(int seconds) {
        clock.advance(Duration.ofSeconds(seconds));
    }

    @Test
    void shouldBeOneOpeningUntilItIsClosedWhenTrialsFailInBetween() {
        // When
        fail();
        wait(11);
        ask(FakeRegistry.REFUSED);
        ask(FakeRegistry.REFUSED);
        ask(FakeRegistry.REFUSED);

        // Then
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.opening()).contains(new Opening(1, TestClock.START));
        assertThat(over).isEmpty();
    }

    @Test
    void shouldBeAnotherOpeningWhenItWasClosedInBetween() {
        // When
        fail();
        wait(11);
        ask(FakeRegistry.PRESENT);
        ask(FakeRegistry.PRESENT);
        ask(FakeRegistry.PRESENT);
        assertThat(breaker.opening()).isEmpty();
        fail();

        // Then
        assertThat(breaker.opening()).contains(new Opening(2, clock.instant()));
        assertThat(over).containsExactly(new Opening(1, TestClock.START));
    }

    @Test
    void shouldSendNoMoreThanItsTrialsWhenHalfOpen() {
        // When
        fail();
        assertThat(breaker.tryEnter()).isEmpty();
        wait(11);

        // Then
        assertThat(breaker.tryEnter()).isPresent();
        assertThat(breaker.tryEnter()).isPresent();
        assertThat(breaker.tryEnter())
                .hasValueSatisfying(it -> assertThat(it.state()).isEqualTo(BreakerState.HALF_OPEN));
        assertThat(breaker.tryEnter()).isEmpty();
    }

    @Test
    void shouldCloseWhenFewerAreDueThanTrialsAreAskedForAndAllWentWell() {
        // Given
        fail();
        wait(11);
        ask(FakeRegistry.PRESENT);

        // When
        breaker.settle();
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        wait(2);
        breaker.settle();

        // Then
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(breaker.opening()).isEmpty();
    }

    @Test
    void shouldCloseWhenItWasOpenedByAnOldFailureAndNobodyIsDue() {
        // Given: the last of two answers was well
        ask(FakeRegistry.REFUSED);
        ask(FakeRegistry.PRESENT);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);

        // When
        wait(10);
        breaker.settle();
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        wait(2);
        breaker.settle();

        // Then
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void shouldStayOpenWhenTheLastAnswerWasAFailure() {
        fail();
        wait(3_600);
        breaker.settle();
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void shouldNotCloseWhileATrialIsOutOrWhenOneFailed() {
        // Given
        fail();
        wait(11);
        ask(FakeRegistry.PRESENT);
        Trial out = breaker.tryEnter().orElseThrow();

        // When
        wait(2);
        breaker.settle();
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        breaker.answered(out, FakeRegistry.REFUSED, Duration.ZERO);
        wait(2);
        breaker.settle();

        // Then
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void shouldGiveTheTrialBackWhenNothingWasSent() {
        fail();
        wait(11);
        for (int i = 0; i < 9; i++) {
            assertThat(ask(new Verdict.Inconclusive(Reason.NOT_ALLOWED))).isPresent();
        }
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
    }

    @Test
    void shouldStayOpenForNoLongerWhenTheClockGoesBack() {
        fail();
        wait(-3_600);
        assertThat(breaker.tryEnter()).isEmpty();
        wait(11);
        assertThat(breaker.tryEnter()).isPresent();
    }

    @Test
    void shouldStayInTheSameOpeningWhenAnotherPolicyIsAdopted() {
        // Given
        fail();
        wait(11);
        Trial old = breaker.tryEnter().orElseThrow();

        // When
        breaker.adopt(LONGEST.multipliedBy(2));
        breaker.answered(old, FakeRegistry.PRESENT, Duration.ZERO);

        // Then
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.opening()).contains(new Opening(1, TestClock.START));
        wait(11);
        ask(FakeRegistry.PRESENT);
        ask(FakeRegistry.PRESENT);
        ask(FakeRegistry.PRESENT);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(over).containsExactly(new Opening(1, TestClock.START));
    }

    /** This one time passes by the machine's clock. */
    @Test
    void shouldWaitForATrialForNoLongerThanTheAdoptedPolicyAllows() {
        // Given
        breaker.adopt(Duration.ofMillis(1));
        fail();
        wait(11);

        // When
        assertThat(breaker.tryEnter()).isPresent();

        // Then
        await().untilAsserted(() -> assertThat(breaker.state()).isEqualTo(BreakerState.OPEN));
        assertThat(breaker.opening()).contains(new Opening(1, TestClock.START));
    }
}
