package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.Ask;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.prober.registry.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A registry that asked to be left alone, or was out, comes back to its rate by and by. */
class RecoveryOfARegistryTest {
    private static final int RATE = 100;
    private static final int BURST = 8;

    private final TestClock clock = new TestClock();
    private final NoProbeAboveBudget budget = new NoProbeAboveBudget(RATE, BURST);
    private final FakeRegistry registry = new FakeRegistry(clock, budget);
    private final ProberDriver prober = new ProberDriver(clock, "*/5 * * * *", Policies.of(8, RATE, BURST), registry);

    @AfterEach
    void guarantee() {
        prober.close();
        budget.doAssert();
    }

    private void images(int count, Function<String, Ask> ask) {
        for (int i = 0; i < count; i++) {
            prober.image(Images.state("a" + i, "1", ask.apply("a" + i)));
        }
    }

    /** How many the ramp gives in so many seconds: its integral. */
    private static double ramp(double seconds) {
        return RATE * (Pace.FIRST * seconds + (1 - Pace.FIRST) * seconds * seconds / 120);
    }

    @Test
    void shouldNotBeHitByAnHoursBacklogWhenItWasOut() {
        // Given: 10,000 targets, whose turns come all the time, and a registry that is out for an hour
        images(10_000, Images::sweep);
        prober.after(Duration.ofMinutes(2));
        registry.says(FakeRegistry.REFUSED);
        prober.after(Duration.ofHours(1), Duration.ofSeconds(1));
        assertThat(prober.meters
                        .get("rollcall.oldest.due.age")
                        .tag("registry", Images.HOST)
                        .gauge()
                        .value())
                .as("a backlog")
                .isGreaterThan(60);

        // When
        registry.says(FakeRegistry.PRESENT);
        while (prober.meters.get("rollcall.breaker.state").gauge().value() != 0) {
            prober.after(ProberDriver.TICK);
        }
        int back = registry.asked().size();

        // Then
        for (int second = 1; second <= 10; second++) {
            prober.after(Duration.ofSeconds(1));
            assertThat((double) registry.asked().size() - back)
                    .as("probes in the first %s s", second)
                    .isBetween(ramp(second) - 2, ramp(second) + 2);
        }
        prober.after(Duration.ofSeconds(55));
        int whole = registry.asked().size();
        prober.after(Duration.ofSeconds(10));
        assertThat(registry.asked().size() - whole).as("at the whole rate").isBetween(990, 1_010);
    }

    @Test
    void shouldSpendNothingItHadSavedWhenItWasThrottled() {
        // Given
        images(1, Images::onRequest);
        registry.says(new Verdict.Inconclusive(Reason.THROTTLED, 20_000L));
        prober.afterTick();
        registry.says(FakeRegistry.PRESENT);
        images(500, Images::onRequest);
        prober.after(Duration.ofSeconds(20).minus(ProberDriver.TICK));
        assertThat(registry.asked()).hasSize(1);

        // When
        prober.after(Duration.ofSeconds(10));

        // Then
        assertThat((double) registry.asked().size() - 1).isBetween(ramp(10) - 3, ramp(10) + 1);
    }

    @Test
    void shouldKeepToWhatIsLeftUntilThereIsMore() {
        // Given
        registry.hasLeft(new Quota(300, 5_000, Duration.ofSeconds(60)));
        images(1, Images::onRequest);
        prober.afterTick();
        registry.hasLeft(null);

        // When
        images(1_000, Images::onRequest);
        prober.after(Duration.ofSeconds(20));

        // Then
        assertThat(registry.asked()).hasSizeBetween(100, 100 + BURST + 1);
        prober.after(Duration.ofSeconds(41));
        int before = registry.asked().size();
        prober.after(Duration.ofSeconds(2));
        assertThat(registry.asked().size() - before).isBetween(190, 210);
    }

    @Test
    void shouldStayInBudgetWhenAProbeTakesSeveralRequests() {
        // Given
        registry.takes(4);
        images(1_000, Images::onRequest);
        prober.after(Duration.ofSeconds(2));
        int before = registry.asked().size();

        // When
        prober.after(Duration.ofSeconds(20));

        // Then
        assertThat(registry.asked().size() - before).isBetween(20 * RATE / 4 - 5, 20 * RATE / 4 + 5);
    }

    @Test
    void shouldBeAskedAgainAfterTheLongestBackoffWhenTheClockGoesBack() {
        // Given
        registry.says(new Verdict.Inconclusive(Reason.THROTTLED, 86_400_000L));
        images(1, Images::onRequest);
        prober.afterTick();
        registry.says(FakeRegistry.PRESENT);
        clock.advance(Duration.ofHours(-1));
        Instant from = clock.instant();

        // When
        prober.after(Duration.ofMinutes(5).plusSeconds(3));

        // Then
        assertThat(registry.asked()).hasSize(2);
        assertThat(prober.results()).last().satisfies(it -> assertThat(it.startedAt())
                .isAfter(from));
    }
}
