package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.transition.Outcome;
import io.rollcall.statuswriter.kube.ApiAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What becomes of one result when a patch gets no answer: what took effect is told, however late. */
class DoubtTest {
    private static final ApiAnswer DOWN = new ApiAnswer.Unavailable("HTTP 504: timeout");

    private final Bench bench = new Bench();
    private final FakeApi api = bench.api;

    @Test
    void shouldTellAWriteWhoseObjectCannotBeReadForLong() {
        // Given
        api.answer("patch", DOWN);
        bench.after(Duration.ZERO, () -> {
            api.land();
            api.answer("get", times(60));
        });
        // When
        Settlement settlement = bench.write(Samples.absent());
        // Then
        isToldOnce(settlement);
    }

    @Test
    void shouldTellAWriteThatLandsAfterTimeIsUp() {
        // Given
        api.answer("patch", times(200));
        bench.after(Bench.PATIENCE.plusSeconds(60), api::land);
        // When
        Settlement settlement = bench.write(Samples.absent());
        // Then
        isToldOnce(settlement);
    }

    @Test
    void shouldTellAWriteThatLandsAfterALaterOneWasRefused() {
        // Given
        api.answer("patch", DOWN);
        api.answer(
                "patch",
                Collections.nCopies(20, new ApiAnswer.Invalid("no such phase")).toArray(ApiAnswer[]::new));
        bench.after(Duration.ofSeconds(10), api::land);
        // When
        Settlement settlement = bench.write(Samples.absent());
        // Then
        isToldOnce(settlement);
    }

    @Test
    void shouldGiveUpOnceNoWriteCanLandAnyMore() {
        // Given
        api.answer("patch", times(200));
        Instant begin = bench.instant();
        // When
        Settlement settlement = bench.write(Samples.absent());
        // Then
        assertThat(settlement.notes())
                .extracting(note -> note.transition().outcome())
                .containsExactly(Outcome.CONFLICTED);
        assertThat(settlement.notes().get(0).transition().why()).contains("504");
        assertThat(settlement.requests()).hasSize(1);
        Duration longest = Bench.PATIENCE.plus(Doubt.LANDS_WITHIN);
        assertThat(Duration.between(begin, bench.instant())).isBetween(longest.minusSeconds(5), longest.plusSeconds(5));
    }

    @Test
    void shouldGiveUpInTimeWhenTheObjectChangedSoThatNoWriteCanLand() {
        // Given
        api.answer("patch", times(200));
        bench.after(Bench.PATIENCE.plusSeconds(10), api::touch);
        Instant begin = bench.instant();
        // When
        Settlement settlement = bench.write(Samples.absent());
        // Then
        assertThat(settlement.notes())
                .extracting(note -> note.transition().outcome())
                .containsExactly(Outcome.CONFLICTED);
        assertThat(Duration.between(begin, bench.instant())).isLessThan(Bench.PATIENCE.plusSeconds(20));
    }

    @Test
    void shouldWriteAfterAllWhenTheServerWasDownMeanwhile() {
        // Given
        api.answer("patch", times(200));
        bench.after(Bench.PATIENCE.plusSeconds(10), () -> {
            api.readiness = DOWN;
            bench.after(Duration.ofMinutes(5), () -> {
                api.readiness = new ApiAnswer.Ok(Samples.json("{}"));
                api.forget("patch");
            });
        });
        // When
        Settlement settlement = bench.write(Samples.absent());
        // Then
        isToldOnce(settlement);
    }

    private void isToldOnce(Settlement settlement) {
        assertThat(settlement.notes()).singleElement().satisfies(note -> {
            assertThat(note.transition().outcome()).isEqualTo(Outcome.WRITTEN);
            assertThat(note.alert()).isNotNull();
        });
        assertThat(settlement.requests()).isEmpty();
        assertThat(api.patched).isEqualTo(1);
        assertThat(api.events).hasSize(1);
    }

    private static ApiAnswer[] times(int number) {
        return Collections.nCopies(number, DOWN).toArray(ApiAnswer[]::new);
    }
}
