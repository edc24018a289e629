package io.rollcall.statuswriter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.registry.RegistryState;
import io.rollcall.contract.topics.TopicSpec;
import io.rollcall.contract.topics.Topics;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.kafka.TopicCheck;
import io.rollcall.runtime.kafka.TopicsAdmin;
import io.rollcall.runtime.service.ServiceContext;
import io.rollcall.testkit.FlakyProxy;
import io.rollcall.testkit.TestBroker;
import io.rollcall.testkit.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A status-writer between a real broker and an API server, with a proxy before the latter. */
final class Rig implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(3);

    final TestCluster cluster;
    final FlakyProxy proxy;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Topics topics;
    ServiceContext context;

    private final Map<String, String> settings = new HashMap<>();
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, KafkaConsumer<byte[], byte[]>> readers = new HashMap<>();
    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> read = new HashMap<>();
    private StatusWriterService service;

    Rig(TestCluster cluster, Path directory) throws IOException {
        this.cluster = cluster;
        var server = cluster.client().getMasterUrl();
        this.proxy = FlakyProxy.to(server.getHost() + ":" + server.getPort());
        String kubeconfig =
                Files.readString(cluster.kubeconfig()).replace(server.getHost() + ":" + server.getPort(), proxy.host());
        String prefix = TestBroker.shared().uniquePrefix();
        this.topics = Topics.of(prefix, 3);
        settings.put("mode", "write");
        settings.put("cluster", "test");
        settings.put("kafka.bootstrapServers", TestBroker.shared().bootstrapServers());
        settings.put("kafka.topicPrefix", prefix);
        settings.put("kafka.partitions", "3");
        settings.put("kafka.replicationFactor", "1");
        settings.put("kafka.minInSyncReplicas", "1");
        settings.put("writer.patience", PATIENCE.toSeconds() + "s");
        settings.put(
                "kubernetes.kubeconfig",
                Files.writeString(directory.resolve("kubeconfig"), kubeconfig).toString());
        this.producer = new KafkaProducer<>(Map.of(
                "bootstrap.servers", TestBroker.shared().bootstrapServers(),
                "key.serializer", ByteArraySerializer.class,
                "value.serializer", ByteArraySerializer.class));
    }

    Rig with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    Rig start() {
        return start(Samples.KINDS, bus -> bus);
    }

    Rig start(List<ResourceKind> kinds, UnaryOperator<Bus> around) {
        context = ServiceContext.of(
                StatusWriterService.NAME,
                "writer-" + topics.prefix(),
                RollcallConfig.of(settings),
                meters,
                Clock.systemUTC());
        Bus bus = new KafkaBus(context.kafka(), topics.prefix() + "-status-writer");
        service = new StatusWriterService(context, kinds, around.apply(bus));
        service.start();
        return this;
    }

    /** One more replica, with these kinds and settings; the caller's to stop. */
    StatusWriterService replica(String name) {
        ServiceContext other = ServiceContext.of(
                StatusWriterService.NAME,
                name + "-" + topics.prefix(),
                RollcallConfig.of(settings),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
        StatusWriterService replica = StatusWriterService.create(other);
        replica.start();
        return replica;
    }

    void stop() {
        if (service != null) {
            service.stop(Duration.ofSeconds(15));
            service = null;
        }
    }

    /** What no service has made yet is there. */
    Rig withTopics() throws InterruptedException {
        RollcallConfig config = RollcallConfig.of(settings);
        TopicsAdmin admin = new TopicsAdmin(
                Map.of("bootstrap.servers", config.kafka().bootstrapServers()), config.kafka(), Duration.ofSeconds(20));
        if (!admin.ensure(topics.all()).stream().allMatch(TopicCheck::usable)) {
            throw new AssertionError("the topics cannot be made");
        }
        return this;
    }

    void send(ProbeResult result) {
        send(
                result.key().toString().getBytes(UTF_8),
                EventCodec.of(ProbeResult.class).encode(result));
    }

    void send(RegistryState state) {
        send(
                topics.registries(),
                state.registry().getBytes(UTF_8),
                EventCodec.of(RegistryState.class).encode(state));
    }

    /** Without waiting for the broker. */
    void post(ProbeResult result) {
        var unused = producer.send(new ProducerRecord<>(
                topics.probeResults().name(),
                result.key().toString().getBytes(UTF_8),
                EventCodec.of(ProbeResult.class).encode(result)));
    }

    void send(byte[] key, byte[] value) {
        send(topics.probeResults(), key, value);
    }

    void send(TopicSpec topic, byte[] key, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("the broker takes no record", e);
        }
    }

    List<JsonNode> transitions() {
        return values(topics.transitions().name());
    }

    List<JsonNode> alerts() {
        return values(topics.alerts().name());
    }

    private List<JsonNode> values(String topic) {
        return records(topic).stream()
                .map(it -> Samples.json(new String(it.value(), UTF_8)))
                .toList();
    }

    /** Everything committed on the topic so far. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        KafkaConsumer<byte[], byte[]> reader = readers.computeIfAbsent(topic, this::reader);
        List<ConsumerRecord<byte[], byte[]>> all = read.computeIfAbsent(topic, key -> new ArrayList<>());
        var ends = reader.endOffsets(reader.assignment());
        while (ends.entrySet().stream().anyMatch(it -> reader.position(it.getKey()) < it.getValue())) {
            reader.poll(Duration.ofMillis(50)).forEach(all::add);
        }
        return List.copyOf(all);
    }

    private KafkaConsumer<byte[], byte[]> reader(String topic) {
        KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(Map.of(
                "bootstrap.servers",
                TestBroker.shared().bootstrapServers(),
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                "false",
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class));
        List<TopicPartition> partitions = reader.partitionsFor(topic).stream()
                .map(it -> new TopicPartition(topic, it.partition()))
                .toList();
        reader.assign(partitions);
        reader.seekToBeginning(partitions);
        return reader;
    }

    /** How many results the group has committed. */
    long committed() {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", TestBroker.shared().bootstrapServers()))) {
            return admin
                    .listConsumerGroupOffsets(topics.prefix() + "-status-writer")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(it -> it.offset())
                    .sum();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("the broker tells no offsets", e);
        }
    }

    /** How many members the group has. */
    int members() {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", TestBroker.shared().bootstrapServers()))) {
            String group = topics.prefix() + "-status-writer";
            return admin.describeConsumerGroups(Set.of(group))
                    .all()
                    .get()
                    .get(group)
                    .members()
                    .size();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("the broker tells no members", e);
        }
    }

    String unready() {
        return context.health().conditions().toString();
    }

    @Override
    public void close() throws IOException {
        stop();
        producer.close(Duration.ZERO);
        readers.values().forEach(KafkaConsumer::close);
        proxy.close();
    }
}
