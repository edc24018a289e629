package io.rollcall.prober;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.registry.RegistryState;
import io.rollcall.contract.topics.TopicSpec;
import io.rollcall.contract.topics.Topics;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.kafka.TopicCheck;
import io.rollcall.runtime.kafka.TopicsAdmin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics on a real broker: what a test puts there, and what it sees there, committed records alone. */
final class Bus implements AutoCloseable {
    static final int PARTITIONS = 4;

    private static final EventCodec<ImageState> STATES = EventCodec.of(ImageState.class);
    private static final EventCodec<Alert> ALERTS = EventCodec.of(Alert.class);
    private static final EventCodec<RegistryState> REGISTRIES = EventCodec.of(RegistryState.class);
    private static final EventCodec<ProbeResult> RESULTS = EventCodec.of(ProbeResult.class);

    final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ProbeResult> results = new ArrayList<>();
    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> others = new HashMap<>();

    Bus(String servers) throws InterruptedException {
        this(servers, "rollcall");
    }

    /** @param prefix of this test's topics, on a broker that others use too */
    Bus(String servers, String prefix) throws InterruptedException {
        topics = Topics.of(prefix, PARTITIONS);
        TopicsAdmin admin = new TopicsAdmin(
                Map.of("bootstrap.servers", servers),
                RollcallConfig.defaults().kafka().withBootstrapServers(servers).withSingleReplicas(),
                Duration.ofSeconds(20));
        assertThat(admin.ensure(topics.all())).allMatch(TopicCheck::usable);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < PARTITIONS; i++) {
            partitions.add(new TopicPartition(topics.probeResults().name(), i));
            partitions.add(new TopicPartition(topics.deadLetters().name(), i));
            partitions.add(new TopicPartition(topics.registries().name(), i));
            partitions.add(new TopicPartition(topics.alerts().name(), i));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    void send(ImageState state) {
        send(topics.images(), state.key().toString().getBytes(UTF_8), STATES.encode(state));
    }

    void send(TopicSpec topic, byte[] key, byte[] value) {
        var unused = producer.send(new ProducerRecord<>(topic.name(), key, value));
        producer.flush();
    }

    /** @return all so far, in the order of their partition */
    List<ProbeResult> results() {
        poll();
        return List.copyOf(results);
    }

    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return found(topics.deadLetters());
    }

    List<Alert> alerts() {
        return found(topics.alerts()).stream()
                .map(it -> ((Decoded.Event<Alert>) ALERTS.decode(it.value())).value())
                .toList();
    }

    /** @return every state of a registry that was ever published, in order */
    List<RegistryState> registries() {
        return found(topics.registries()).stream()
                .map(it -> ((Decoded.Event<RegistryState>) REGISTRIES.decode(it.value())).value())
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> found(TopicSpec topic) {
        poll();
        return List.copyOf(others.getOrDefault(topic.name(), List.of()));
    }

    private void poll() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
            if (record.topic().equals(topics.probeResults().name())) {
                results.add(((Decoded.Event<ProbeResult>) RESULTS.decode(record.value())).value());
            } else {
                others.computeIfAbsent(record.topic(), it -> new ArrayList<>()).add(record);
            }
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        consumer.close();
    }
}
