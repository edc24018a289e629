package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A policy that changes while probes are sent. */
class AdoptedPolicyTest {
    private final TestClock clock = new TestClock();
    private final AtMostOneProbeInFlightPerTarget oneInFlight = new AtMostOneProbeInFlightPerTarget();
    private final FakeRegistry registry = new FakeRegistry(clock, oneInFlight);
    private final Registries registries =
            new Registries(BreakerSettings.DEFAULT, clock).add(Images.HOST, Policies.of(8, 100, 8), registry);
    private final ProberDriver prober = new ProberDriver(clock, "", registries);

    @AfterEach
    void close() {
        prober.close();
        oneInFlight.doAssert();
    }

    private void adopt(ProbePolicy policy) {
        registries.adopt(Images.HOST, policy);
    }

    private void images(int count) {
        for (int i = 0; i < count; i++) {
            prober.image(Images.state("a" + i, "1", Images.onRequest("a" + i)));
        }
    }

    @Test
    void shouldLetWhatIsOutEndWhenFewerMayBeInFlight() {
        // Given
        registry.holds();
        images(30);
        prober.after(Duration.ofSeconds(1));
        assertThat(registry.held()).isEqualTo(8);

        // When
        adopt(Policies.of(2, 100, 8));
        prober.after(Duration.ofSeconds(1));
        assertThat(registry.held()).isEqualTo(8);
        registry.answerAll();
        prober.after(Duration.ofSeconds(1));

        // Then
        assertThat(registry.held()).isEqualTo(2);
        adopt(Policies.of(12, 100, 8));
        prober.after(Duration.ofSeconds(1));
        assertThat(registry.held()).isEqualTo(12);
    }

    @Test
    void shouldKeepToTheNewBudget() {
        // Given
        images(1_000);
        prober.after(Duration.ofSeconds(1));

        // When
        adopt(Policies.of(8, 10, 1));
        int before = registry.asked().size();
        prober.after(Duration.ofSeconds(10));

        // Then
        assertThat(registry.asked().size() - before).isBetween(99, 102);
        adopt(Policies.of(8, 50, 30));
        before = registry.asked().size();
        prober.after(Duration.ofSeconds(2));
        assertThat(registry.asked().size() - before).isBetween(98, 102);
    }

    @Test
    void shouldBeDueAsTheNewPolicySays() {
        // Given: a lost image that is to be looked at every 15 s
        adopt(Policies.delayed(Duration.ofHours(1)));
        prober.image(Images.state("a", "1", Images.lost("a", clock.instant()))).after(Duration.ofMinutes(5));
        assertThat(registry.asked()).hasSize(1);

        // When
        adopt(Policies.delayed(Duration.ZERO));
        prober.afterTick();

        // Then
        assertThat(registry.asked()).hasSize(2);
        adopt(Policies.delayed(Duration.ofHours(1)));
        prober.after(Duration.ofMinutes(55));
        assertThat(registry.asked()).hasSize(2);
    }

    @Test
    void shouldAskWithinTheLeastDelayOnlyWhenSomebodyRequestedIt() {
        // Given
        adopt(Policies.delayed(Duration.ofMinutes(10)));
        prober.image(Images.state("a", "1", Images.lost("a", clock.instant()))).after(Duration.ofMinutes(9));
        assertThat(registry.asked()).hasSize(1);

        // When
        prober.request(Images.HOST + "/vi/team-a/a", null, Trigger.MANUAL, clock.instant(), null)
                .afterTick();

        // Then
        assertThat(registry.asked()).hasSize(2);
        prober.after(Duration.ofMinutes(9));
        assertThat(registry.asked()).hasSize(2);
        prober.after(Duration.ofMinutes(2));
        assertThat(registry.asked()).hasSize(3);
    }

    @Test
    void shouldNameThePolicyUnderWhichEachWasSent() {
        // Given
        ProbePolicy old = Policies.of(8, 100, 8);
        ProbePolicy next = Policies.of(4, 50, 4);
        registry.holds();
        images(1);
        prober.afterTick();

        // When
        adopt(next);
        prober.afterTick();
        registry.answers();
        prober.image(Images.state("b", "1", Images.onRequest("b"))).after(Duration.ofSeconds(1));

        // Then
        assertThat(prober.results())
                .extracting(ProbeResult::policyVersion)
                .containsExactly(old.version(), next.version());
    }
}
