package io.rollcall.prober.schedule;

import io.rollcall.contract.topics.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * images → bind → commands by registry/repository → schedule (also fed by requests) → results, and reports by registry →
 * registries → registry states and alerts; what cannot be read goes to the dead letters. Keys and values are bytes until a processor reads them, so that nothing read can stop a thread.
 *
 * <p>Commands and requests have the same key and as many partitions, so that everything about one repository is one task's.
 */
public final class ProbeTopology {
    /** Small enough that the log cleaner gets at it: a changelog is as long as the targets are many, not the probes. */
    static final Map<String, String> CHANGELOG =
            Map.of("segment.bytes", Integer.toString(32 << 20), "min.cleanable.dirty.ratio", "0.2");

    /** Registries are few: one task sees them all. */
    private static final int ONE = 1;

    private ProbeTopology() {}

    /** @return a new topology; its tasks report to the parts' meters, which from now on watch them */
    public static Topology build(Parts parts) {
        return build(parts, Stores::inMemoryKeyValueStore);
    }

    /** @param kept what keeps a store's content, by the store's name */
    static Topology build(Parts parts, Function<String, KeyValueBytesStoreSupplier> kept) {
        Topics topics = parts.scheduling().topics();
        StreamsBuilder builder = new StreamsBuilder();
        KStream<byte[], byte[]> commands = builder.stream(topics.images().name(), bytes(Names.IMAGES))
                .process(
                        supplier(parts, BindProcessor::new, store(kept, Names.BINDINGS, EventSerde.bindings())),
                        Named.as(Names.BIND))
                .repartition(Repartitioned.<byte[], byte[]>as(Names.COMMANDS)
                        .withKeySerde(Serdes.ByteArray())
                        .withValueSerde(Serdes.ByteArray())
                        .withNumberOfPartitions(topics.partitions()));
        KStream<byte[], byte[]> scheduled = builder.stream(
                        topics.probeRequests().name(), bytes(Names.REQUESTS))
                .merge(commands, Named.as(Names.BOTH))
                .process(
                        supplier(parts, ScheduleProcessor::new, store(kept, Names.TARGETS, EventSerde.targets())),
                        Named.as(Names.SCHEDULE));
        scheduled.to(
                topics.probeResults().name(),
                Produced.<byte[], byte[]>as(Names.RESULTS)
                        .withKeySerde(Serdes.ByteArray())
                        .withValueSerde(Serdes.ByteArray()));
        scheduled
                .repartition(Repartitioned.<byte[], byte[]>as(Names.REPORTS)
                        .withKeySerde(Serdes.ByteArray())
                        .withValueSerde(Serdes.ByteArray())
                        .withNumberOfPartitions(ONE))
                .process(
                        supplier(
                                parts,
                                RegistriesProcessor::new,
                                store(kept, Names.REGISTRY_VIEWS, EventSerde.of(RegistryView.class))),
                        Named.as(Names.REGISTRIES));
        Topology topology = builder.build();
        String letters = topics.deadLetters().name();
        var serializer = new ByteArraySerializer();
        topology.addSink(Names.BIND_DEAD_LETTERS, letters, serializer, serializer, Names.BIND);
        topology.addSink(Names.SCHEDULE_DEAD_LETTERS, letters, serializer, serializer, Names.SCHEDULE);
        topology.addSink(Names.REGISTRIES_DEAD_LETTERS, letters, serializer, serializer, Names.REGISTRIES);
        topology.addSink(Names.REGISTRY_STATES, topics.registries().name(), serializer, serializer, Names.REGISTRIES);
        topology.addSink(Names.ALERTS, topics.alerts().name(), serializer, serializer, Names.REGISTRIES);
        parts.meters().watch(parts.registries(), parts.tasks());
        return topology;
    }

    /** @return the topics that hold the application's state; what else it has can be lost without harm */
    public static List<String> stateTopics(String applicationId) {
        return List.of(
                applicationId + "-" + Names.BINDINGS + "-changelog",
                applicationId + "-" + Names.TARGETS + "-changelog",
                commandsTopic(applicationId));
    }

    /** @return the topic between the stages bind and schedule */
    public static String commandsTopic(String applicationId) {
        return applicationId + "-" + Names.COMMANDS + "-repartition";
    }

    /** A record without a valid time must not stop a thread; no rule reads a record's time. */
    private static Consumed<byte[], byte[]> bytes(String name) {
        return Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                .withTimestampExtractor((record, partitionTime) -> Math.max(0, record.timestamp()))
                .withName(name);
    }

    private static <V> StoreBuilder<?> store(
            Function<String, KeyValueBytesStoreSupplier> kept, String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(kept.apply(name), Serdes.String(), values)
                .withCachingDisabled()
                .withLoggingEnabled(CHANGELOG);
    }

    private static ProcessorSupplier<byte[], byte[], byte[], byte[]> supplier(
            Parts parts, Function<Parts, Processor<byte[], byte[], byte[], byte[]>> make, StoreBuilder<?> store) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<byte[], byte[], byte[], byte[]> get() {
                return make.apply(parts);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(store);
            }
        };
    }
}
