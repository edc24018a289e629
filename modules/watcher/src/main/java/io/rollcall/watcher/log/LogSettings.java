package io.rollcall.watcher.log;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.topics.Topics;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.kafka.KafkaSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Which log, for which cluster, and with which clients.
 *
 * @param group replicas that watch the same objects share it
 */
public record LogSettings(Topics topics, String cluster, String group, KafkaSettings kafka) {
    private static final int SESSION_MILLIS = 10_000;
    private static final int HEARTBEAT_MILLIS = 3_000;
    private static final int BATCH_BYTES = 64 << 10;
    private static final int DELIVERY_MILLIS = 30_000;
    private static final int REQUEST_MILLIS = 10_000;
    private static final int BLOCK_MILLIS = 5_000;

    public LogSettings {
        requireNonNull(topics, "topics is null");
        requireNonNull(cluster, "cluster is null");
        requireNonNull(group, "group is null");
        requireNonNull(kafka, "kafka is null");
    }

    /** The log of this configuration. */
    public static LogSettings of(RollcallConfig config, KafkaSettings kafka, String group) {
        return new LogSettings(
                Topics.of(config.kafka().topicPrefix(), config.kafka().partitions()), config.cluster(), group, kafka);
    }

    /** The brokers, for messages. */
    String servers() {
        return String.valueOf(kafka.admin("log").get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    }

    /** Keys as bytes: what cannot be read goes to the dead letters as it is. No offset is ever taken from elsewhere. */
    Map<String, Object> consumer() {
        Map<String, Object> settings = new HashMap<>(kafka.consumer("log", Optional.of(group)));
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        if (!"consumer".equalsIgnoreCase(String.valueOf(settings.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG)))) {
            settings.put(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
            membership(settings);
        }
        return settings;
    }

    /**
     * How long the partitions of a killed replica wait for another: ten seconds, unless the file that {@code kafka.config} names
     * says otherwise. Where the brokers run the group, they say it.
     */
    private static void membership(Map<String, Object> settings) {
        settings.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        int session = Integer.parseInt(String.valueOf(settings.get(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG)));
        settings.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Math.min(HEARTBEAT_MILLIS, session / 3));
    }

    /** Gives a record up after half a minute: it is judged and sent again, and a revocation does not wait longer. */
    Map<String, Object> producer() {
        Map<String, Object> settings = new HashMap<>(kafka.producer("log"));
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        return settings;
    }
}
