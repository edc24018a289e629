package io.rollcall.standalone.trouble;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.contract.topics.TopicSpec;
import io.rollcall.contract.topics.Topics;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.kafka.TopicsAdmin;
import io.rollcall.testkit.TestBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic prefix of one test's own: what a test puts there and sees there, and the settings of services on it. */
final class Wire implements AutoCloseable {
    private final String servers;
    private final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;

    private Wire(String servers, String prefix, int partitions) {
        this.servers = servers;
        this.topics = Topics.of(prefix, partitions);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "max.request.size", 2_000_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** On the broker that all tests of this JVM share. */
    static Wire shared(int partitions) {
        return on(TestBroker.shared().bootstrapServers(), partitions);
    }

    /** On a broker that lets this test in without a login. */
    static Wire on(String servers, int partitions) {
        return new Wire(servers, TestBroker.shared().uniquePrefix(), partitions);
    }

    Topics topics() {
        return topics;
    }

    /** Settings of a service on these topics; a test's own are put on top. */
    Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "cluster", "test",
                "kafka.bootstrapServers", servers,
                "kafka.topicPrefix", topics.prefix(),
                "kafka.partitions", Integer.toString(topics.partitions()),
                "kafka.replicationFactor", "1",
                "kafka.minInSyncReplicas", "1",
                "prober.standbyReplicas", "0",
                "sweep.schedule", "@every 1s"));
        settings.put("recheck.min", "1s");
        settings.put("recheck.max", "2s");
        settings.putAll(more);
        return settings;
    }

    void createTopics() {
        try {
            new TopicsAdmin(
                            Map.of("bootstrap.servers", servers),
                            RollcallConfig.of(settings(Map.of())).kafka(),
                            Duration.ofSeconds(20))
                    .ensure(topics.all());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** @return where it stands */
    RecordMetadata send(TopicSpec topic, String key, byte[] value) {
        return send(new ProducerRecord<>(topic.name(), key == null ? null : key.getBytes(UTF_8), value));
    }

    RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("the broker takes no record", e);
        }
    }

    /** Everything committed on the topic now. */
    List<ConsumerRecord<byte[], byte[]>> records(TopicSpec topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(it -> new TopicPartition(topic.name(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.get(it))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** The values of all committed records, as text; a tombstone is left out. */
    List<String> values(TopicSpec topic) {
        return records(topic).stream()
                .filter(it -> it.value() != null)
                .map(it -> new String(it.value(), UTF_8))
                .toList();
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
