package io.rollcall.prober;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams.State;

/**
 * Whether a stream does its work. Tasks begin one by one as they are restored, before the stream's state is RUNNING; and a
 * replica that is needed for no task is ready too.
 */
final class StreamReadiness {
    /** A task gives a sign of life twice a second; one from so far ahead was given before the clock went back. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    private StreamReadiness() {}

    /**
     * @param tasks owned and restored
     * @param oldestSign of life, of all of them
     * @return what is waited for, in one sentence; empty where the stream works
     */
    static Optional<String> waitingFor(State state, int tasks, Optional<Instant> oldestSign, Instant now) {
        if (state == State.RUNNING || (state == State.REBALANCING && tasks > 0)) {
            return oldestSign
                    .filter(sign -> Duration.between(sign, now).abs().compareTo(SILENCE) > 0)
                    .map(sign -> "The prober's stream thread has been silent since " + sign
                            + "; look whether Kafka can be reached, and restart the prober if it stays so.");
        }
        if (state == State.CREATED || state == State.REBALANCING) {
            return Optional.of("The prober's tasks are being assigned and restored; wait.");
        }
        return Optional.of("The prober's stream is " + state + "; look at its log and start it again.");
    }
}
