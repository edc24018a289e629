package io.rollcall.watcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.topics.Partitioning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic as a stranger sees it: reads all of it at any time, and writes to it behind the watcher's back. */
final class ImagesTopic {
    private static final EventCodec<ImageState> CODEC = EventCodec.of(ImageState.class);

    private final String bootstrapServers;
    private final String topic;
    private final int partitions;

    ImagesTopic(String bootstrapServers, String topic, int partitions) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.partitions = partitions;
    }

    /** Every record, in order within a partition. */
    List<ConsumerRecord<byte[], byte[]>> records() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> all = IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (all.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    long size() {
        return records().size();
    }

    /** The values of one key, oldest first; a tombstone is empty. */
    List<Optional<ImageState>> history(ImageKey key) {
        return records().stream()
                .filter(entry -> new String(entry.key(), UTF_8).equals(key.toString()))
                .map(entry -> Optional.ofNullable(entry.value()).map(ImagesTopic::decode))
                .toList();
    }

    /** What the last record of the key says; empty if it is a tombstone, or there is none. */
    Optional<ImageState> last(ImageKey key) {
        List<Optional<ImageState>> history = history(key);
        return history.isEmpty() ? Optional.empty() : history.get(history.size() - 1);
    }

    /** The phase in the last record of the key; {@code none} or {@code tombstone} where there is none. */
    String phase(ImageKey key) {
        List<Optional<ImageState>> history = history(key);
        return history.isEmpty()
                ? "none"
                : history.get(history.size() - 1)
                        .map(state -> state.facts().path("phase").asText())
                        .orElse("tombstone");
    }

    void write(ImageState state) {
        write(state.key().toString(), CODEC.encode(state));
    }

    void write(String key, byte[] value) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, Partitioning.of(key, partitions), key.getBytes(UTF_8), value))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static ImageState decode(byte[] value) {
        return CODEC.decode(value) instanceof Decoded.Event<ImageState> event ? event.value() : null;
    }
}
