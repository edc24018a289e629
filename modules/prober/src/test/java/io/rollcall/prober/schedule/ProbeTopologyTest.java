package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbeTopologyTest {
    private final TestClock clock = new TestClock();
    private final AtMostOneProbeInFlightPerTarget oneInFlight = new AtMostOneProbeInFlightPerTarget();
    private final FakeRegistry registry = new FakeRegistry(clock, oneInFlight);
    private final ProberDriver prober = new ProberDriver(clock, "*/5 * * * *", ProbePolicy.DEFAULT, registry);

    @AfterEach
    void guarantee() {
        prober.close();
        oneInFlight.doAssert();
    }

    @Test
    void shouldProbeAtOnceWhenAnAskIsNew() {
        // Given
        registry.says(FakeRegistry.ABSENT);

        // When
        prober.image(Images.state("a", "7", Images.sweep("a"))).afterTick();

        // Then
        List<ProbeResult> results = prober.results();
        assertThat(results).hasSize(1);
        ProbeResult result = results.get(0);
        assertThat(result.key()).isEqualTo(Images.key("a"));
        assertThat(result.uid()).isEqualTo("uid-a");
        assertThat(result.resourceVersion()).isEqualTo("7");
        assertThat(result.cluster()).isEqualTo("test");
        assertThat(result.target()).isEqualTo(Images.reference("a"));
        assertThat(result.context().get("phase").asText()).isEqualTo("Ready");
        assertThat(result.verdict()).isInstanceOf(Verdict.Absent.class);
        assertThat(result.consecutive()).isEqualTo(1);
        assertThat(result.trigger()).isEqualTo(Trigger.CHANGED);
        assertThat(result.attempt()).isEqualTo("epoch1-1");
        assertThat(result.dueAt()).isEqualTo(TestClock.START);
        assertThat(result.startedAt()).isEqualTo(result.probedAt()).isAfterOrEqualTo(result.dueAt());
        assertThat(result.verdictSince()).isEqualTo(result.startedAt());
        assertThat(result.policyVersion()).isEqualTo(ProbePolicy.DEFAULT.version());
        assertThat(result.breaker()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void shouldCountConsecutiveVerdictsWhenTheSweepComesRound() {
        // Given
        prober.image(Images.state("a", "1", Images.sweep("a"))).afterTick();
        ProbeResult first = prober.results().get(0);

        // When
        prober.after(Duration.ofMinutes(10));

        // Then
        List<ProbeResult> results = prober.results();
        assertThat(results).hasSize(2).allMatch(it -> it.trigger() == Trigger.SWEEP);
        assertThat(results).extracting(ProbeResult::consecutive).containsExactly(2, 3);
        assertThat(results).extracting(ProbeResult::verdictSince).containsOnly(first.startedAt());
        assertThat(Duration.between(results.get(0).dueAt(), results.get(1).dueAt()))
                .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void shouldGetOnWhenItsThreadIsKeptWaitingForLongerThanATick() {
        // Given
        try (ProberDriver starved = ProberDriver.starved(clock, "", ProbePolicy.DEFAULT, registry)) {
            starved.image(Images.state("a", "1", Images.sweep("a"))).image(Images.state("b", "1", Images.sweep("b")));

            // When
            starved.after(ProberDriver.TICK.multipliedBy(4));

            // Then
            assertThat(starved.results())
                    .extracting(ProbeResult::key)
                    .containsExactly(Images.key("a"), Images.key("b"));
        }
    }
}
