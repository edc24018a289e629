package io.rollcall.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void shouldBeTheSameWhenTheSeedIs() {
        assertThat(Plan.of(7, 100)).isEqualTo(Plan.of(7, 100));
        assertThat(Plan.of(7, 100).turns()).isNotEqualTo(Plan.of(8, 100).turns());
    }

    /** Pins the draw itself: a seed that found something must find it again in the next release. */
    @Test
    void shouldStayWhatItWas() {
        Turn first = Plan.of(1, 12).turns().get(0);

        assertThat(first.strikes()).extracting(it -> it.at().toMillis()).containsExactly(1_696L, 4_308L, 9_152L);
        assertThat(first.strikes())
                .extracting(Strike::words)
                .containsExactly(
                        "the API server answers 429 to some requests, for 4.5 s",
                        "the API server answers 500 to some requests, and does what some of these ask for, for 5.0 s",
                        "SIGSTOP watcher-1, for 6.2 s");
    }

    @Test
    void shouldTakeTheStorageAwayAndGiveItBackTwice() {
        assertThat(Plan.of(1, 12).turns())
                .extracting(Turn::phase)
                .containsExactly("ImageLost", "Ready", "ImageLost", "Ready");
    }

    @Test
    void shouldHoldAsManyFaultsAsAreAskedForSpreadOverTheTurns() {
        IntStream.of(0, 1, 11, 12, 100, 1000).forEach(faults -> {
            Plan plan = Plan.of(3, faults);
            assertThat(plan.faults()).isEqualTo(faults);
            assertThat(plan.turns())
                    .allSatisfy(turn -> assertThat(turn.strikes().size()).isBetween(faults / 4, faults / 4 + 1));
        });
    }

    @Test
    void shouldShowEveryKindInADozen() {
        List<Strike> all = strikes(Plan.of(5, 12));

        assertThat(all.stream().map(it -> it.fault().getClass()).distinct()).hasSize(9);
        assertThat(all.stream()
                        .filter(it -> it.fault() instanceof Fault.ApiServerTrouble)
                        .map(Strike::fault)
                        .distinct())
                .hasSize(Trouble.values().length);
    }

    @Test
    void shouldStrikeEveryReplicaInALongRun() {
        List<Strike> all = strikes(Plan.of(5, 300));

        assertThat(all.stream()
                        .filter(it -> it.fault() instanceof Fault.Killed)
                        .map(it -> ((Fault.Killed) it.fault()).replica())
                        .distinct())
                .hasSameSizeAs(Replica.all());
        assertThat(all.stream().filter(it -> it.fault() instanceof Fault.Poison).distinct())
                .hasSize(25);
    }

    @Test
    void shouldBeBounded() {
        for (Turn turn : Plan.of(9, 100).turns()) {
            Duration before = Duration.ZERO;
            for (Strike strike : turn.strikes()) {
                assertThat(strike.at().minus(before)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
                assertThat(strike.lasts()).isBetween(Duration.ZERO, Duration.ofSeconds(14));
                before = strike.at();
            }
        }
    }

    private static List<Strike> strikes(Plan plan) {
        return plan.turns().stream().flatMap(it -> it.strikes().stream()).toList();
    }
}
