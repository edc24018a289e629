package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.transition.Outcome;
import io.rollcall.statuswriter.kube.ApiAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The API server answers 429. */
class ThrottledTest {
    private static final ApiAnswer THROTTLED =
            new ApiAnswer.Throttled("HTTP 429: too many requests", Optional.of(Duration.ofSeconds(1)));

    private final Bench bench = new Bench();
    private final FakeApi api = bench.api;

    @Test
    void shouldWaitHoweverLongAndWriteWhenPatchesAreThrottled() {
        // Given
        api.answer("patch", Collections.nCopies(100, THROTTLED).toArray(ApiAnswer[]::new));
        Instant begin = bench.instant();
        // When
        Settlement settlement = bench.write(Samples.absent());
        // Then
        assertThat(Duration.between(begin, bench.instant())).isGreaterThan(Bench.PATIENCE.multipliedBy(4));
        assertThat(settlement.notes())
                .extracting(note -> note.transition().outcome())
                .containsExactly(Outcome.WRITTEN);
        assertThat(bench.health.ready()).isTrue();
    }

    @Test
    void shouldNotGiveUpTheEventWhenItIsThrottled() {
        // Given
        api.answer("event", THROTTLED, THROTTLED);
        // When
        bench.write(Samples.absent());
        // Then
        assertThat(api.events).hasSize(1);
    }

    @Test
    void shouldSayWhatHelpsOnlyWhenNothingGetsThroughForLong() {
        // Given
        AtomicReference<String> early = new AtomicReference<>();
        AtomicReference<String> late = new AtomicReference<>();
        api.answer("get", Collections.nCopies(100, THROTTLED).toArray(ApiAnswer[]::new));
        bench.after(Duration.ofSeconds(20), () -> {
            early.set(bench.health.conditions().toString());
            bench.after(
                    Duration.ofSeconds(30),
                    () -> late.set(bench.health.conditions().toString()));
        });
        // When
        bench.write(Samples.absent());
        // Then
        assertThat(early.get()).doesNotContain("FlowSchema");
        assertThat(late.get()).contains("FlowSchema", "writer.requestsPerSecond");
    }
}
