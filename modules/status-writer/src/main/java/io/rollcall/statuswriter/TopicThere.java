package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Notices that the topic was deleted, which a group keeps to itself: it shares out its partitions, of which there are none. So
 * it looks while we own none.
 */
final class TopicThere {
    private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private long lookedAt = System.nanoTime();

    TopicThere(Consumer<byte[], byte[]> consumer, String topic) {
        this.consumer = requireNonNull(consumer, "consumer is null");
        this.topic = requireNonNull(topic, "topic is null");
    }

    /** @throws UnknownTopicOrPartitionException where the brokers say that it is not there */
    void check(boolean joined) {
        if (!joined || !consumer.assignment().isEmpty() || System.nanoTime() - lookedAt < EVERY_NANOS) {
            return;
        }
        lookedAt = System.nanoTime();
        if (partitions().isEmpty()) {
            throw new UnknownTopicOrPartitionException("topic " + topic + " was deleted");
        }
    }

    /** @return not empty either where the brokers do not say in time: that is told elsewhere */
    private List<PartitionInfo> partitions() {
        try {
            List<PartitionInfo> partitions = consumer.partitionsFor(topic, ANSWER_WITHIN);
            return partitions == null ? List.of() : partitions;
        } catch (TimeoutException e) {
            return List.of(new PartitionInfo(topic, 0, null, null, null));
        }
    }
}
