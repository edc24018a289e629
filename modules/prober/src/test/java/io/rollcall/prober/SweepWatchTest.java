package io.rollcall.prober;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.prober.schedule.SlowSweep;
import io.rollcall.runtime.health.Condition;
import io.rollcall.runtime.health.Condition.State;
import io.rollcall.runtime.health.Health;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class SweepWatchTest {
    private final Health health = new Health("prober", Clock.systemUTC());

    @Test
    void shouldListASweepAsDegradedUntilItKeepsUpAgain() {
        try (SlowSweep sweep = new SlowSweep()) {
            // Given
            SweepWatch watch = new SweepWatch(sweep.registries(), sweep.tasks(), health, sweep.clock());
            String condition = SweepWatch.condition(SlowSweep.HOST);

            // When
            watch.look();
            boolean unheardOf = health.condition(condition).isEmpty();
            sweep.fallsBehind();
            watch.look();
            Condition late = health.condition(condition).orElseThrow();
            boolean ready = health.ready();
            sweep.catchesUp();
            watch.look();

            // Then
            assertThat(unheardOf).isTrue();
            assertThat(late.state()).isEqualTo(State.DEGRADED);
            assertThat(late.reason())
                    .isEqualTo(
                            "A sweep did not finish in its period: 100 targets here every 10s take 10.0 probes/s, and"
                                    + " this replica's share of policy.rate is 5.0/s. Set the registry's policy.rate to more than"
                                    + " 10/s, or sweep less often.");
            assertThat(ready).isTrue();
            assertThat(health.condition(condition))
                    .hasValueSatisfying(it -> assertThat(it.state()).isEqualTo(State.OK));
        }
    }
}
