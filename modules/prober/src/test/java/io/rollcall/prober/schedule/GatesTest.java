package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatesTest {
    private static final BreakerSettings BREAKER = new BreakerSettings(4, 4, 50, Duration.ofSeconds(10), 2);

    private final TestClock clock = new TestClock();
    private final AtMostOneProbeInFlightPerTarget oneInFlight = new AtMostOneProbeInFlightPerTarget();
    private final NoProbeAboveBudget budget = new NoProbeAboveBudget(10, 5);
    private final FakeRegistry registry = new FakeRegistry(clock, oneInFlight, budget);
    private final ProberDriver prober = new ProberDriver(clock, "", policy(4, 10, 5), registry, BREAKER);

    @AfterEach
    void guarantees() {
        prober.close();
        oneInFlight.doAssert();
        budget.doAssert();
    }

    static ProbePolicy policy(int inFlight, double rate, int burst) {
        ProbePolicy it = ProbePolicy.DEFAULT;
        return new ProbePolicy(
                "test",
                inFlight,
                it.minDelay(),
                rate,
                burst,
                it.backoffInitial(),
                it.backoffMax(),
                it.confirmations(),
                it.confirmationDelay(),
                it.freshness(),
                it.connectTimeout(),
                it.responseTimeout(),
                it.totalTimeout());
    }

    private void images(String prefix, int count) {
        for (int i = 0; i < count; i++) {
            prober.image(Images.state(prefix + i, "1", Images.onRequest(prefix + i)));
        }
    }

    @Test
    void shouldSendNoMoreThanTheCapWhenAnswersAreOut() {
        // Given
        registry.holds();

        // When
        images("a", 10);
        prober.after(Duration.ofSeconds(5));

        // Then
        assertThat(registry.held()).isEqualTo(4);
        assertThat(prober.meters.get("rollcall.probes.in.flight").gauge().value())
                .isEqualTo(4);
        registry.answerAll();
        prober.after(Duration.ofSeconds(5));
        assertThat(registry.asked()).hasSize(8);
    }

    @Test
    void shouldKeepToTheRateAndForgetNobodyWhenMuchIsDueAtOnce() {
        // When
        images("a", 30);
        prober.after(Duration.ofSeconds(2));

        // Then
        assertThat(registry.asked()).hasSizeBetween(20, 25);
        prober.after(Duration.ofSeconds(2));
        assertThat(registry.asked()).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void shouldReachARateOfManyProbesATickWhenTheBurstIsSmall() {
        // Given
        FakeRegistry quick = new FakeRegistry(clock, new NoProbeAboveBudget(2_000, 1 + 2_000 * 0.04));
        ProberDriver hasty = new ProberDriver(clock, "", policy(64, 2_000, 1), quick);
        for (int i = 0; i < 3_000; i++) {
            hasty.image(Images.state("h" + i, "1", Images.onRequest("h" + i)));
        }

        // When
        hasty.after(Duration.ofSeconds(1));

        // Then
        assertThat(quick.asked()).hasSizeBetween(1_960, 2_081);
        hasty.close();
    }

    @Test
    void shouldSendTheLostOnesFirstAndTheSweptOnesLast() {
        // Given
        registry.holds();
        images("blocker", 4);
        prober.after(Duration.ofSeconds(1));
        prober.image(Images.state("a", "1", Images.onRequest("a")));
        prober.after(Duration.ofMillis(20));
        prober.image(Images.state("b", "1", Images.lost("b", clock.instant())));
        prober.afterTick();

        // When
        registry.answerAll();
        prober.after(Duration.ofSeconds(1));

        // Then
        assertThat(registry.asked().subList(4, 6)).containsExactly(Images.reference("b"), Images.reference("a"));
    }

    @Test
    void shouldSendNothingWhenTheBreakerIsOpenAndAllOfItAfterwards() {
        // Given
        registry.says(FakeRegistry.REFUSED);
        images("a", 4);
        prober.after(Duration.ofMillis(200));
        assertThat(prober.meters.get("rollcall.breaker.state").gauge().value()).isEqualTo(2);
        prober.results();
        int before = registry.asked().size();

        // When
        images("b", 3);
        prober.after(Duration.ofSeconds(9));

        // Then
        assertThat(registry.asked()).hasSize(before);
        assertThat(prober.meters
                        .get("rollcall.oldest.due.age")
                        .tag("registry", Images.HOST)
                        .gauge()
                        .value())
                .isGreaterThan(7);
        registry.says(FakeRegistry.PRESENT);
        prober.after(Duration.ofSeconds(5));
        assertThat(registry.asked()).hasSize(before + 7);
        assertThat(prober.results())
                .filteredOn(it -> !it.verdict().equals(new Verdict.Inconclusive(Reason.CIRCUIT_OPEN)))
                .extracting(ProbeResult::breaker)
                .contains(BreakerState.HALF_OPEN, BreakerState.CLOSED)
                .doesNotContain(BreakerState.OPEN);
        assertThat(prober.meters.get("rollcall.probes.in.flight").gauge().value())
                .isZero();
    }

    @Test
    void shouldSendNothingUntilRetryAfterWhenThrottled() {
        // Given
        registry.says(new Verdict.Inconclusive(Reason.THROTTLED, 30_000L));
        images("a", 1);
        prober.afterTick();
        registry.says(FakeRegistry.PRESENT);

        // When
        images("b", 1);
        prober.after(Duration.ofSeconds(29));

        // Then
        assertThat(registry.asked()).hasSize(1);
        prober.after(Duration.ofSeconds(4));
        assertThat(registry.asked()).hasSize(3);
    }

    @Test
    void shouldBeAskedAgainAfterTheLongestBackoffWhenItWantsADay() {
        // Given
        registry.says(new Verdict.Inconclusive(Reason.THROTTLED, 86_400_000L));
        images("a", 1);
        prober.afterTick();
        registry.says(FakeRegistry.PRESENT);

        // When
        images("b", 1);
        prober.after(ProbePolicy.DEFAULT.backoffMax().plusSeconds(3));

        // Then
        assertThat(registry.asked())
                .containsExactlyInAnyOrder(Images.reference("a0"), Images.reference("a0"), Images.reference("b0"));
    }

    @Test
    void shouldHaveAVerdictAndSendNothingWhenTheHostIsNotConfigured() {
        // When
        prober.image(Images.state("a", "1", Images.ask("elsewhere.example/x:y", Images.SWEEP, null)))
                .image(Images.state("b", "1", Images.ask("docker://what", Images.SWEEP, null)))
                .after(Duration.ofMinutes(10));

        // Then
        assertThat(registry.asked()).isEmpty();
        assertThat(prober.results())
                .extracting(it -> ((Verdict.Inconclusive) it.verdict()).reason())
                .containsExactlyInAnyOrder(Reason.NOT_ALLOWED, Reason.BAD_REFERENCE);
    }
}
