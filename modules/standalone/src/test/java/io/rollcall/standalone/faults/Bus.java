package io.rollcall.standalone.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.topics.Partitioning;
import io.rollcall.contract.topics.TopicSpec;
import io.rollcall.contract.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The bus as a stranger sees it: what is committed on it, and what its groups have come to. */
final class Bus implements AutoCloseable {

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

    private final String bootstrapServers;
    private final Topics topics;
    private final Admin admin;

    Bus(String bootstrapServers, Topics topics) {
        this.bootstrapServers = bootstrapServers;
        this.topics = topics;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    Topics topics() {
        return topics;
    }

    /** Everything on the topic that can be read, and is committed. */
    <T> List<T> events(TopicSpec topic, Class<T> type) {
        EventCodec<T> codec = EventCodec.of(type);
        return records(topic).stream()
                .filter(it -> it.value() != null)
                .map(it -> ((Decoded.Event<T>) codec.decode(it.value())).value())
                .toList();
    }

    List<ConsumerRecord<byte[], byte[]>> records(TopicSpec topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.get(it))) {
                consumer.poll(Duration.ofMillis(50)).forEach(records::add);
            }
        }
        return records;
    }

    /** The last record of a topic that has one partition. */
    ConsumerRecord<byte[], byte[]> last(TopicSpec topic) {
        List<ConsumerRecord<byte[], byte[]>> records = records(topic);
        return records.get(records.size() - 1);
    }

    /** Puts the results on the bus in one transaction: who reads committed records sees all of them, or none. */
    void send(ProbeResult... results) {
        Map<String, byte[]> values = new LinkedHashMap<>();
        EventCodec<ProbeResult> codec = EventCodec.of(ProbeResult.class);
        Stream.of(results).forEach(it -> values.put(it.key().toString(), codec.encode(it)));
        send(topics.probeResults(), values);
    }

    /** Puts what a watcher would say of images on the bus. */
    void send(ImageState... states) {
        Map<String, byte[]> values = new LinkedHashMap<>();
        EventCodec<ImageState> codec = EventCodec.of(ImageState.class);
        Stream.of(states).forEach(it -> values.put(it.key().toString(), codec.encode(it)));
        send(topics.images(), values);
    }

    private void send(TopicSpec topic, Map<String, byte[]> values) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "sender-of-" + topics.prefix()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            values.forEach((key, value) -> {
                int partition = Partitioning.of(key, topics.partitions());
                var unused = producer.send(new ProducerRecord<>(topic.name(), partition, key.getBytes(UTF_8), value));
            });
            producer.commitTransaction();
        }
    }

    /** How far the group has come on the topic: the number of records that are behind it in all. */
    long committed(String group, TopicSpec topic) {
        return answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).entrySet().stream()
                .filter(it -> it.getKey().topic().equals(topic.name()) && it.getValue() != null)
                .map(Map.Entry::getValue)
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }

    /** How many belong to the group. */
    int members(String group) {
        return answer(admin.describeConsumerGroups(Set.of(group)).all())
                .get(group)
                .members()
                .size();
    }

    /** How many belong to a group of this bus. */
    int members() {
        return groups().stream().mapToInt(this::members).sum();
    }

    /** Takes every member out of the group now, as the broker does when a session has timed out. */
    void expel(String group) {
        if (members(group) > 0) {
            var unused = answer(admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                    .all());
        }
    }

    /** The same for every group of this bus. */
    void expelAll() {
        groups().forEach(this::expel);
    }

    private List<String> groups() {
        return answer(admin.listGroups().all()).stream()
                .map(GroupListing::groupId)
                .filter(it -> it.startsWith(topics.prefix()))
                .toList();
    }

    /** The prober's own, too. */
    void deleteAllTopics() {
        List<String> ours = answer(admin.listTopics().names()).stream()
                .filter(it -> it.startsWith(topics.prefix()))
                .toList();
        var unused = answer(admin.deleteTopics(ours).all());
    }

    /** What the broker answers. */
    static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(ANSWERS_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
