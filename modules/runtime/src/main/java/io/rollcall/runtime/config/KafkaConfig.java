package io.rollcall.runtime.config;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.topics.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The bus.
 *
 * @param bootstrapServers comma-separated {@code host:port} pairs; empty only where the caller
 *     brings a broker of its own
 * @param clientProperties a {@code client.properties} that reaches every Kafka client
 * @param topicPrefix what every topic's name begins with
 * @param partitions partitions of a topic, fixed when it is created
 * @param replicationFactor replicas of a topic that is created here
 * @param minInSyncReplicas {@code min.insync.replicas} of a topic that is created here; at most
 *     {@code replicationFactor}
 */
public record KafkaConfig(
        String bootstrapServers,
        Optional<Path> clientProperties,
        String topicPrefix,
        int partitions,
        int replicationFactor,
        int minInSyncReplicas) {

    /** Checks the bounds. */
    public KafkaConfig {
        requireNonNull(clientProperties, "clientProperties is null");
        Keys.KAFKA_BOOTSTRAP_SERVERS.check(bootstrapServers);
        Keys.KAFKA_TOPIC_PREFIX.check(topicPrefix);
        Keys.KAFKA_PARTITIONS.check(partitions);
        Keys.KAFKA_REPLICATION_FACTOR.check(replicationFactor);
        Keys.KAFKA_MIN_IN_SYNC_REPLICAS.check(minInSyncReplicas);
        if (minInSyncReplicas > replicationFactor) {
            throw new InvalidSettingException(
                    List.of(Keys.KAFKA_MIN_IN_SYNC_REPLICAS, Keys.KAFKA_REPLICATION_FACTOR),
                    "is %d, more than kafka.replicationFactor (%d)".formatted(minInSyncReplicas, replicationFactor),
                    "lower it to at most " + replicationFactor);
        }
    }

    static KafkaConfig from(Values values) {
        return new KafkaConfig(
                values.get(Keys.KAFKA_BOOTSTRAP_SERVERS),
                values.get(Keys.KAFKA_CONFIG),
                values.get(Keys.KAFKA_TOPIC_PREFIX),
                values.get(Keys.KAFKA_PARTITIONS),
                values.get(Keys.KAFKA_REPLICATION_FACTOR),
                values.get(Keys.KAFKA_MIN_IN_SYNC_REPLICAS));
    }

    /** The topics' names and settings. */
    public Topics topics() {
        return Topics.of(topicPrefix, partitions);
    }

    /** The same, on another broker. */
    public KafkaConfig withBootstrapServers(String servers) {
        return new KafkaConfig(
                servers, clientProperties, topicPrefix, partitions, replicationFactor, minInSyncReplicas);
    }

    /** The same for a broker that stands alone: one replica of everything. */
    public KafkaConfig withSingleReplicas() {
        return new KafkaConfig(bootstrapServers, clientProperties, topicPrefix, partitions, 1, 1);
    }
}
