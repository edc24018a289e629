package io.rollcall.standalone.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.topics.Topics;
import io.rollcall.prober.ProberService;
import io.rollcall.runtime.config.ConfigSource;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.http.Endpoints;
import io.rollcall.runtime.service.Service;
import io.rollcall.runtime.service.ServiceContext;
import io.rollcall.runtime.service.ServiceFactory;
import io.rollcall.statuswriter.StatusWriterService;
import io.rollcall.testkit.TestBroker;
import io.rollcall.testkit.TestCluster;
import io.rollcall.watcher.WatcherService;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The three services of one test, on a bus of its own; and what stands on that bus. */
final class Pipeline implements AutoCloseable {
    private static final int PARTITIONS = 3;
    private static final Duration STOP = Duration.ofSeconds(10);

    private final String prefix;
    private final Endpoints endpoints;
    private final Map<Service, ServiceContext> services = new LinkedHashMap<>();

    /** Starts all three on topics of their own. */
    Pipeline(TestCluster cluster, String registry, List<ResourceKind> kinds, Map<String, String> more) {
        this(TestBroker.shared().uniquePrefix(), cluster, registry, kinds, more);
    }

    /** Starts all three on the topics that begin with {@code prefix}. */
    Pipeline(String prefix, TestCluster cluster, String registry, List<ResourceKind> kinds, Map<String, String> more) {
        this(prefix, cluster, registry, kinds, more, new Endpoints());
    }

    /** The same in a process that serves these endpoints. */
    Pipeline(
            String prefix,
            TestCluster cluster,
            String registry,
            List<ResourceKind> kinds,
            Map<String, String> more,
            Endpoints endpoints) {
        this.prefix = prefix;
        this.endpoints = endpoints;
        Map<String, String> settings = new HashMap<>(Map.of(
                "mode",
                "write",
                "kafka.bootstrapServers",
                TestBroker.shared().bootstrapServers(),
                "kafka.topicPrefix",
                prefix,
                "kafka.partitions",
                Integer.toString(PARTITIONS),
                "kafka.replicationFactor",
                "1",
                "kafka.minInSyncReplicas",
                "1",
                "kubernetes.kubeconfig",
                cluster.kubeconfig().toString(),
                "registries[0].host",
                registry,
                "sweep.schedule",
                "@every 1s",
                "recheck.min",
                "1s"));
        settings.put("recheck.max", "2s");
        settings.putAll(more);
        RollcallConfig config = RollcallConfig.of(settings);
        start("watcher", config, context -> new WatcherService(context, kinds));
        start("prober", config, ProberService::new);
        start("status-writer", config, context -> new StatusWriterService(context, kinds));
    }

    private void start(String name, RollcallConfig config, ServiceFactory factory) {
        ServiceContext context = ServiceContext.of(
                name,
                "one",
                config,
                new SimpleMeterRegistry(),
                Clock.systemUTC(),
                ConfigSource.fixed(config),
                endpoints);
        Service service = factory.create(context);
        services.put(service, context);
        service.start();
        context.health().started();
    }

    /** @return the topics of this bus */
    static Topics topics(String prefix) {
        return Topics.of(prefix, PARTITIONS);
    }

    /** @return whether all three say that they are ready */
    boolean isReady() {
        return services.values().stream().allMatch(context -> context.health().ready());
    }

    /** @return what keeps them from being ready */
    List<String> troubles() {
        return services.values().stream()
                .flatMap(context -> context.health().conditions().stream().map(it -> context.service() + " " + it))
                .toList();
    }

    /** @return the topics of this bus */
    Topics topics() {
        return Topics.of(prefix, PARTITIONS);
    }

    /** @return all alerts about the image, in order */
    List<Alert> alerts(GenericKubernetesResource image) {
        String end = "/" + image.getMetadata().getName();
        EventCodec<Alert> codec = EventCodec.of(Alert.class);
        List<Alert> alerts = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : read(topics().alerts().name())) {
            if (new String(record.key(), UTF_8).endsWith(end)) {
                alerts.add(((Decoded.Event<Alert>) codec.decode(record.value())).value());
            }
        }
        return alerts;
    }

    /** @return everything committed on the topic now */
    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", TestBroker.shared().bootstrapServers(), "isolation.level", "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(it -> new TopicPartition(topic, it.partition()))
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

    /** @return the Events about the image */
    static List<Event> events(TestCluster cluster, GenericKubernetesResource image) {
        return cluster.client().v1().events().inAnyNamespace().list().getItems().stream()
                .filter(event -> image.getMetadata()
                        .getUid()
                        .equals(event.getInvolvedObject().getUid()))
                .toList();
    }

    /** @return the object's status as one JSON text */
    static String json(GenericKubernetesResource image) {
        return new ObjectMapper().valueToTree(image).toString();
    }

    @Override
    public void close() {
        services.keySet().forEach(service -> service.stop(STOP));
    }
}
