package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.runtime.health.Health;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class SignalsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Health health = new Health("status-writer", Clock.systemUTC());
    private final Signals signals = new Signals(health, meters, "kafka:9092", Samples.KINDS);

    /** One process may hold several services, and one meter name must have one set of tags. */
    @Test
    void shouldCountDeadLettersByTheTopicTheyCameFromOnly() {
        // Given
        Unreadable letter = new Unreadable(new ConsumerRecord<>("results", 0, 1, null, new byte[0]), "no JSON");
        // When
        signals.committed(List.of(), List.of(letter), Duration.ZERO);
        // Then
        assertThat(meters.get("rollcall.dead.letters").counter().getId().getTags())
                .containsExactly(Tag.of("topic", "results"));
    }

    @Test
    void shouldSayThatKafkaIsSilentUntilItIsNot() {
        // When
        signals.polled(true, Optional.of(Duration.ofSeconds(12)));
        // Then
        assertThat(health.condition("kafka").orElseThrow().reason())
                .startsWith("Kafka at kafka:9092 has not answered for 12 s; check the brokers");
        // When
        signals.polled(true, Optional.empty());
        // Then
        assertThat(health.ready()).isTrue();
    }
}
