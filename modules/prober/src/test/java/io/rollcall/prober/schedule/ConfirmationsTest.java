package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.Lane;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** An absence counts as often as it was seen, not as often as it was heard of. */
class ConfirmationsTest {
    private static final Instant T = TestClock.START;

    private final TestClock clock = new TestClock();
    private final FakeRegistry registry = new FakeRegistry(clock).says(FakeRegistry.ABSENT);

    @Test
    void shouldLookAgainAfterAShortDelayUntilItIsConfirmed() {
        // Given
        ProberDriver prober = new ProberDriver(clock, "", Policies.confirming(3), registry);

        // When
        prober.image(Images.state("a", "1", Images.onRequest("a"))).after(Duration.ofMinutes(1));

        // Then
        assertThat(prober.results()).extracting(ProbeResult::consecutive).containsExactly(1, 2, 3);
        assertThat(registry.asked()).hasSize(3);
        prober.close();
    }

    @Test
    void shouldCountOneObservationOnce() {
        // Given
        LastProbe seen = LastProbe.after(null, FakeRegistry.ABSENT, Trigger.SWEEP, T, T.plusMillis(10));

        // When
        LastProbe same = LastProbe.after(seen, FakeRegistry.ABSENT, Trigger.SWEEP, T, T.plusMillis(10));
        LastProbe overlapping =
                LastProbe.after(seen, FakeRegistry.ABSENT, Trigger.SWEEP, T.minusMillis(5), T.plusMillis(20));
        LastProbe another =
                LastProbe.after(seen, FakeRegistry.ABSENT, Trigger.SWEEP, T.plusMillis(11), T.plusMillis(20));

        // Then
        assertThat(same.consecutive()).isEqualTo(1);
        assertThat(overlapping.consecutive()).isEqualTo(1);
        assertThat(another.consecutive()).isEqualTo(2);
    }

    /** The former owner's probe is still out when the next owner sends its own; both are answered. */
    @Test
    void shouldCountOnlyTheNextOwnersProbeWhenOwnersOverlap() {
        // Given
        registry.holds();
        RegistryGate gate =
                new RegistryGate(Images.HOST, Policies.confirming(2), registry, BreakerSettings.DEFAULT, clock);
        TargetKey key = TargetKey.of(Images.sweep("a"));
        Due due = new Due(Lane.SWEEP, T, Trigger.SWEEP);
        Probes former = new Probes("former", clock);
        Probes next = new Probes("next", clock);
        former.send(key, due, gate, gate.tryEnter(T, 8).orElseThrow());
        former.close();
        next.send(key, due, gate, gate.tryEnter(T, 8).orElseThrow());

        // When
        registry.answerAll();

        // Then
        assertThat(former.next()).isEmpty();
        assertThat(next.next())
                .hasValueSatisfying(it -> assertThat(it.attempt().id()).isEqualTo("next-1"));
        assertThat(next.next()).isEmpty();
    }
}
