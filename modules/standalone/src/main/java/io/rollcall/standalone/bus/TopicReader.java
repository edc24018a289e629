package io.rollcall.standalone.bus;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * All partitions of one topic, without a group: it commits nothing, and any number of readers see everything. Not safe
 * for use by several threads, {@link #wakeup} apart. Its methods throw Kafka's exceptions.
 */
public final class TopicReader implements AutoCloseable {

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final Duration patience;

    /**
     * Connects to nothing yet.
     *
     * @param settings of a consumer without a group
     * @param patience longest wait for one answer of the broker
     */
    public TopicReader(Map<String, Object> settings, String topic, Duration patience) {
        this.topic = requireNonNull(topic, "topic is null");
        this.patience = requireNonNull(patience, "patience is null");
        Map<String, Object> own = new HashMap<>(settings);
        own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        own.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(patience.toMillis()));
        this.consumer = new KafkaConsumer<>(own);
    }

    /** Takes every partition, from its beginning. False where there is no such topic. */
    public boolean assign() {
        List<PartitionInfo> partitions =
                Optional.ofNullable(consumer.partitionsFor(topic, patience)).orElse(List.of());
        consumer.assign(partitions.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
        return !partitions.isEmpty();
    }

    /** Goes to the first record of each partition that was made then or later. */
    public void seekTo(Instant since) {
        // The ends come first: what is written between the two questions is then read, not skipped.
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), patience);
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(
                ends.keySet().stream()
                        .collect(Collectors.toMap(partition -> partition, partition -> since.toEpochMilli())),
                patience);
        ends.forEach((partition, end) -> consumer.seek(
                partition,
                Optional.ofNullable(found.get(partition))
                        .map(OffsetAndTimestamp::offset)
                        .orElse(end)));
    }

    /** Where each partition ends now: behind the last record whose transaction is settled. */
    public Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(consumer.assignment(), patience);
    }

    /** Whether everything before these ends was polled. */
    public boolean isAt(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey(), patience) >= end.getValue());
    }

    /** The next records, in order within a partition; empty if none came in time. */
    public List<ConsumerRecord<byte[], byte[]>> poll(Duration wait) {
        return StreamSupport.stream(consumer.poll(wait).spliterator(), false).toList();
    }

    /** Makes a call that waits throw a WakeupException. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofMillis(500)));
    }
}
