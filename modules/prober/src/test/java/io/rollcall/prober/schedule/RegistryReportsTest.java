package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.alert.AlertType;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.registry.RegistryState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the answers of a registry to what is told of it, through the whole topology. */
class RegistryReportsTest {
    private final TestClock clock = new TestClock();
    private final FakeRegistry registry = new FakeRegistry(clock);
    private final ProberDriver prober =
            new ProberDriver(clock, "* * * * *", GatesTest.policy(8, 100, 100), registry, BreakerSettings.DEFAULT);

    @AfterEach
    void stop() {
        prober.close();
    }

    private void images(String prefix, int count) {
        for (int i = 0; i < count; i++) {
            prober.image(Images.state(prefix + i, "1", Images.onRequest(prefix + i)));
        }
        prober.after(Duration.ofSeconds(3));
    }

    private RegistryState state() {
        List<RegistryState> states = prober.registries();
        return states.get(states.size() - 1);
    }

    @Test
    void shouldCountWhatIsBoundAndWhatIsAbsentAsImagesComeAndGo() {
        // Given
        images("there", 12);
        registry.says(FakeRegistry.ABSENT);
        images("gone", 5);
        RegistryState before = state();

        // When
        prober.deleted(Images.key("gone0")).deleted(Images.key("there0"));
        prober.image(Images.state("shares", "1", Images.onRequest("gone1")));
        prober.after(Duration.ofSeconds(3));

        // Then
        assertThat(List.of(before.bound(), before.absent())).containsExactly(17L, 5L);
        RegistryState after = state();
        assertThat(List.of(after.bound(), after.absent())).containsExactly(16L, 5L);
        assertThat(after.breakers()).isEqualTo(Map.of("prober", BreakerState.CLOSED));
        assertThat(after.incident()).isZero();
    }

    @Test
    void shouldTellWhenItIsOutForLongAndTakeItBackWhenItAnswers() {
        // Given
        registry.says(FakeRegistry.REFUSED);

        // When
        images("a", 30);
        prober.after(Duration.ofMinutes(7));
        List<Alert> out = prober.alerts();
        double gauge =
                prober.meters.get("rollcall.registry.breaker.open").gauge().value();
        registry.says(FakeRegistry.PRESENT);
        prober.after(Duration.ofMinutes(3));

        // Then
        assertThat(gauge).isEqualTo(1);
        assertThat(out).extracting(Alert::type).containsExactly(AlertType.REGISTRY_UNAVAILABLE);
        assertThat(out.get(0).data().path("bound").asInt()).isEqualTo(30);
        assertThat(out.get(0).data().path("absent").asInt()).isZero();
        assertThat(out.get(0).data().path("waiting").asInt()).isBetween(1, 30);
        assertThat(prober.alerts()).extracting(Alert::type).containsExactly(AlertType.REGISTRY_RECOVERED);
        assertThat(prober.meters.get("rollcall.registry.breaker.open").gauge().value())
                .isZero();
        assertThat(state().unavailableSince()).isNull();
    }

    @Test
    void shouldBeSilentWhenNothingChanges() {
        // Given
        images("a", 3);
        prober.after(Duration.ofMinutes(2));
        prober.registries();

        // When
        prober.after(Duration.ofMinutes(2));

        // Then
        assertThat(prober.registries()).hasSizeLessThanOrEqualTo(2);
        assertThat(prober.alerts()).isEmpty();
    }
}
