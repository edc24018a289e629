package io.rollcall.runtime.kafka;

import static java.util.Objects.requireNonNull;

import io.rollcall.runtime.config.ClientProperties;
import io.rollcall.runtime.config.KafkaConfig;
import io.rollcall.runtime.config.ProberConfig;
import io.rollcall.runtime.config.RollcallConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Settings of one service's Kafka clients: the {@code client.properties} under what Rollcall must
 * decide. Keys and values are bytes, so that a record that cannot be
 * read can be kept as it was. Every client id names service, instance and role. The file is read anew
 * for each client that is made, so that a corrected one is taken without a restart. The maps may hold
 * passwords: never log them.
 */
public final class KafkaSettings {

    private final RollcallConfig config;
    private final AtomicReference<ClientProperties> properties;
    private final String service;
    private final String instance;

    private KafkaSettings(RollcallConfig config, ClientProperties properties, String service, String instance) {
        this.config = requireNonNull(config, "config is null");
        this.properties = new AtomicReference<>(requireNonNull(properties, "properties is null"));
        this.service = requireNonNull(service, "service is null");
        this.instance = requireNonNull(instance, "instance is null");
    }

    /**
     * Reads the {@code client.properties}, if there is one.
     *
     * @throws UncheckedIOException where it was readable when the configuration was loaded but no
     *     longer is
     */
    public static KafkaSettings of(RollcallConfig config, String service, String instance) {
        return new KafkaSettings(
                config,
                config.kafka().clientProperties().map(KafkaSettings::read).orElse(ClientProperties.none()),
                service,
                instance);
    }

    /** A producer that waits for every in-sync replica and never doubles a record. */
    public Map<String, Object> producer(String role) {
        Map<String, Object> settings = base("producer", role);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return settings;
    }

    /** The same, with transactions under an id that names prefix, service, instance and role. */
    public Map<String, Object> transactionalProducer(String role) {
        Map<String, Object> settings = producer(role);
        settings.put(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                String.join("-", config.kafka().topicPrefix(), service, instance, role));
        return settings;
    }

    /**
     * A consumer that sees committed records only, commits nothing by itself and begins at the
     * beginning.
     */
    public Map<String, Object> consumer(String role, Optional<String> group) {
        Map<String, Object> settings = base("consumer", role);
        group.ifPresent(id -> settings.put(ConsumerConfig.GROUP_ID_CONFIG, id));
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return settings;
    }

    /** An admin client. */
    public Map<String, Object> admin(String role) {
        return base("admin", role);
    }

    /** The prober's stream: exactly once, in the classic group protocol. */
    public Map<String, Object> streams() {
        KafkaConfig kafka = config.kafka();
        ProberConfig prober = config.prober();
        Map<String, Object> settings = new LinkedHashMap<>();
        // Nothing can be read before the commit, which sends what lingers: fewer and larger requests cost nobody time.
        settings.put("producer.linger.ms", prober.commitInterval().toMillis());
        // No rule reads a record's time, so no partition need wait for another; else each look at each task would ask
        // for lags.
        settings.put("max.task.idle.ms", -1L);
        settings.put("topology.optimization", "none");
        settings.putAll(properties().forStreams());
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        settings.put("application.id", config.proberApplicationId());
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId("stream"));
        settings.put("processing.guarantee", "exactly_once_v2");
        settings.put("group.protocol", "classic");
        settings.put("num.stream.threads", prober.streamThreads());
        settings.put("num.standby.replicas", prober.standbyReplicas());
        settings.put("commit.interval.ms", prober.commitInterval().toMillis());
        settings.put("poll.ms", prober.pollInterval().toMillis());
        settings.put("replication.factor", kafka.replicationFactor());
        settings.put("statestore.cache.max.bytes", 0L);
        settings.put("main.consumer.auto.offset.reset", "earliest");
        // Internal topics take min.insync.replicas from here, as ours take it from TopicsAdmin.
        settings.put("topic.min.insync.replicas", String.valueOf(kafka.minInSyncReplicas()));
        prober.stateDir().ifPresent(directory -> settings.put("state.dir", directory.toString()));
        return settings;
    }

    /** {@code <service>-<instance>-<role>}. */
    public String clientId(String role) {
        return String.join("-", service, instance, requireNonNull(role, "role is null"));
    }

    private Map<String, Object> base(String kind, String role) {
        Map<String, Object> settings = new LinkedHashMap<>(properties().forKind(kind));
        settings.put(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.kafka().bootstrapServers());
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId(role));
        return settings;
    }

    /** As the file is now; as it was where it cannot be read, or holds what it must not. */
    private ClientProperties properties() {
        config.kafka().clientProperties().flatMap(ClientProperties::reread).ifPresent(properties::set);
        return properties.get();
    }

    private static ClientProperties read(Path file) {
        try {
            return ClientProperties.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
