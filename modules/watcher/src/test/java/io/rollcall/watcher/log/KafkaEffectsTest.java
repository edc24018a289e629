package io.rollcall.watcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.topics.Topics;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** A mock for the producer: brokers that are away for ten minutes look like this, however long a test waits. */
class KafkaEffectsTest extends PartitionFixture {

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final Inbox inbox = new Inbox();
    private final KafkaEffects toKafka =
            new KafkaEffects(producer, Topics.of("rollcall", 1), "blue", (key, then) -> {}, inbox);

    @Test
    void shouldHoldNoMoreThanItMayWhenNothingIsAcknowledged() {
        // Given
        OwnedPartition partition = owned();

        // When
        for (int i = 0; toKafka.hasRoom() && i < 1_000_000; i++) {
            toKafka.publish(partition, KEY, new byte[] {1});
        }

        // Then
        assertThat(producer.history()).hasSize(KafkaEffects.MOST_UNDER_WAY);

        // When
        producer.completeNext();
        producer.errorNext(new TimeoutException("120000 ms has passed since batch creation"));

        // Then
        assertThat(toKafka.hasRoom()).isTrue();
        List<Message> told = inbox.drain();
        assertThat(told).hasSize(2);
        assertThat(told.get(0)).isInstanceOf(Message.Landed.class);
        assertThat(told.get(1)).isInstanceOf(Message.Lost.class);
    }
}
