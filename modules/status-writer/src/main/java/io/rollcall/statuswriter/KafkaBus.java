package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import io.rollcall.runtime.kafka.KafkaSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The bus of the configured brokers. Keys stay bytes, so that a dead letter leaves as it came. */
final class KafkaBus implements Bus {
    private static final int SESSION_MILLIS = 10_000;
    private static final int HEARTBEAT_MILLIS = 3_000;
    private static final int TRANSACTION_TIMEOUT_MILLIS = 15_000;
    private static final int BLOCK_MILLIS = 10_000;
    private static final int REQUEST_MILLIS = 5_000;

    private final KafkaSettings settings;
    private final String group;

    KafkaBus(KafkaSettings settings, String group) {
        this.settings = requireNonNull(settings, "settings is null");
        this.group = requireNonNull(group, "group is null");
    }

    @Override
    public Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(consumerSettings());
    }

    Map<String, Object> consumerSettings() {
        Map<String, Object> consumer = new HashMap<>(settings.consumer("results", Optional.of(group)));
        // Cooperative: a rebalance takes only what moves, and the rest of a batch under way stays ours.
        consumer.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        // After a kill this rules how long its images wait; the file that kafka.config names may say otherwise.
        consumer.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        consumer.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consumer.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumer.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return consumer;
    }

    @Override
    public Producer<byte[], byte[]> producer() {
        Map<String, Object> producer = new HashMap<>(settings.transactionalProducer("writer"));
        producer.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        producer.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        // An open transaction holds up every reader: one that a kill leaves behind must not last.
        producer.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
        producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
        producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
        return new KafkaProducer<>(producer);
    }
}
