package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.contract.transition.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A kill between any two steps, and the redelivery that follows: one transition in effect, one Event, the same alert. */
class KilledAnywhereTest {
    private static final String UNDISTURBED =
            new Bench().write(Samples.absent()).notes().get(0).alert().id();

    private final Bench bench = new Bench();

    @ParameterizedTest
    @CsvSource({"before, 0", "after, 0", "before, 1", "after, 1", "before, 2", "after, 2"})
    void shouldTakeEffectOnceWhenKilled(String moment, int call) {
        // Given
        if (moment.equals("before")) {
            bench.api.killBefore(call);
        } else {
            bench.api.killAfter(call);
        }
        assertThatThrownBy(() -> bench.write(Samples.absent())).isInstanceOf(FakeApi.Killed.class);
        bench.api.killBefore(-1);
        bench.api.killAfter(-1);
        // When
        Settlement redelivered = bench.write(Samples.absent());
        // Then
        takesEffectOnce(redelivered);
    }

    @Test
    void shouldTakeEffectOnceWhenKilledBeforeTheTransaction() {
        // Given
        Settlement lostWithTheProcess = bench.write(Samples.absent());
        // When
        Settlement redelivered = bench.write(Samples.absent());
        // Then
        takesEffectOnce(redelivered);
        assertThat(redelivered.notes().get(0).alert())
                .isEqualTo(lostWithTheProcess.notes().get(0).alert());
        assertThat(redelivered.notes().get(0).transition().writtenVersion()).isNull();
    }

    @Test
    void shouldNotUndoALaterTransitionWhenAnEarlierResultComesAgain() {
        // Given
        bench.write(Samples.absent());
        bench.write(Samples.present(Samples.PROBED.plusSeconds(20)));
        // When
        Settlement late = bench.write(Samples.absent());
        // Then
        assertThat(late.notes()).extracting(note -> note.transition().outcome()).containsExactly(Outcome.STALE);
        assertThat(bench.api.object.path("status").path("phase").asText()).isEqualTo("Ready");
        assertThat(bench.api.patched).isEqualTo(2);
    }

    private void takesEffectOnce(Settlement settlement) {
        assertThat(bench.api.patched).isEqualTo(1);
        assertThat(bench.api.events).hasSize(1);
        assertThat(settlement.notes()).singleElement().satisfies(note -> {
            assertThat(note.transition().outcome()).isEqualTo(Outcome.WRITTEN);
            assertThat(note.alert().id())
                    .isEqualTo(UNDISTURBED)
                    .isEqualTo(note.transition().id());
        });
    }
}
