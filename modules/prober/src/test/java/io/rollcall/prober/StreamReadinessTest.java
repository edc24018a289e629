package io.rollcall.prober;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;

class StreamReadinessTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Optional<Instant> ALIVE = Optional.of(NOW.minusSeconds(1));

    @Test
    void shouldBeReadyWhenTasksWorkThoughTheStreamStillRebalances() {
        assertThat(StreamReadiness.waitingFor(State.REBALANCING, 3, ALIVE, NOW)).isEmpty();
        assertThat(StreamReadiness.waitingFor(State.REBALANCING, 0, Optional.empty(), NOW))
                .isPresent();
    }

    @Test
    void shouldBeReadyWhenItRunsAndIsNeededForNoTask() {
        assertThat(StreamReadiness.waitingFor(State.RUNNING, 0, Optional.empty(), NOW))
                .isEmpty();
    }

    @Test
    void shouldNotBeReadyWhenATaskIsSilent() {
        assertThat(StreamReadiness.waitingFor(State.RUNNING, 3, Optional.of(NOW.minusSeconds(31)), NOW))
                .hasValueSatisfying(it -> assertThat(it).contains("silent"));
    }

    @Test
    void shouldNotBeReadyWhenTheLastSignOfLifeIsFarAhead() {
        assertThat(StreamReadiness.waitingFor(State.RUNNING, 3, Optional.of(NOW.plusSeconds(31)), NOW))
                .isPresent();
        assertThat(StreamReadiness.waitingFor(State.RUNNING, 3, Optional.of(NOW.plusSeconds(29)), NOW))
                .isEmpty();
    }

    @Test
    void shouldNotBeReadyWhenTheStreamHasEnded() {
        assertThat(StreamReadiness.waitingFor(State.ERROR, 0, Optional.empty(), NOW))
                .isPresent();
    }
}
