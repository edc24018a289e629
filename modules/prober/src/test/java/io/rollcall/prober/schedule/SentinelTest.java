package io.rollcall.prober.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.Trigger;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a task takes its store for whole, and when for lost. */
class SentinelTest {
    private static final String COMMANDS = "app-target-commands-repartition";

    private final TestClock clock = new TestClock();
    private final Brokers past = new Brokers();
    private final FakeRegistry registry = new FakeRegistry(clock);
    private KeyValueStore<String, Binding> bindings;
    private KeyValueStore<String, Target> targets;

    /** What the brokers would say. */
    private static final class Brokers implements Past {
        private final Set<String> read = new HashSet<>();
        private final List<String> lost = new ArrayList<>();
        private String topic = "first";

        @Override
        public Optional<String> commandsTopic() {
            return Optional.of(topic);
        }

        @Override
        public boolean hasRead(List<String> topics, int partition) {
            return topics.stream().anyMatch(it -> read.contains(it + "-" + partition));
        }

        @Override
        public void lost(String what) {
            lost.add(what);
        }
    }

    @BeforeEach
    void makeStores() {
        bindings = store(Names.BINDINGS, Binding.class);
        targets = store(Names.TARGETS, Target.class);
    }

    private static <V> KeyValueStore<String, V> store(String name, Class<V> type) {
        KeyValueStore<String, V> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), EventSerde.of(type))
                .withCachingDisabled()
                .withLoggingDisabled()
                .build();
        store.init(context().getStateStoreContext(), store);
        return store;
    }

    private static MockProcessorContext<byte[], byte[]> context() {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        return new MockProcessorContext<>(config, new TaskId(0, 3), new File(System.getProperty("java.io.tmpdir")));
    }

    private Parts parts() {
        return new Parts(
                        new Scheduling(
                                "test",
                                ProberDriver.TOPICS,
                                Optional.empty(),
                                Duration.ofSeconds(1),
                                Scheduling.DEFAULT_TICK),
                        new Registries(BreakerSettings.DEFAULT, clock).add(Images.HOST, ProbePolicy.DEFAULT, registry),
                        new ProbeMeters(new SimpleMeterRegistry(), clock),
                        new LiveTasks(),
                        clock,
                        () -> 0,
                        () -> "e")
                .with(past);
    }

    /** A task that begins with what is in the store, and gets a record. */
    private MockProcessorContext<byte[], byte[]> task(
            Processor<byte[], byte[], byte[], byte[]> processor,
            KeyValueStore<String, ?> store,
            String topic,
            Record<byte[], byte[]> record) {
        MockProcessorContext<byte[], byte[]> context = context();
        store.init(context.getStateStoreContext(), store);
        context.setRecordMetadata(topic, 3, 7);
        processor.init(context);
        processor.process(record);
        return context;
    }

    private MockProcessorContext<byte[], byte[]> bind() {
        ImageState state = Images.state("a", "1", Images.onRequest("a"));
        return task(
                new BindProcessor(parts()),
                bindings,
                ProberDriver.TOPICS.images().name(),
                new Record<>(
                        state.key().toString().getBytes(UTF_8),
                        EventCodec.of(ImageState.class).encode(state),
                        0));
    }

    private MockProcessorContext<byte[], byte[]> schedule() {
        Subscriber subscriber = new Subscriber(Images.key("a"), "uid", "1", Images.onRequest("a"), clock.instant());
        return task(
                new ScheduleProcessor(parts()),
                targets,
                COMMANDS,
                new Record<>(
                        (Images.HOST + "/vi/team-a/a").getBytes(UTF_8),
                        EventCodec.of(TargetCommand.class).encode(new TargetCommand.Bind(subscriber, Trigger.CHANGED)),
                        0));
    }

    @Test
    void shouldMarkItsStoreInItsFirstTransactionWhenTheApplicationIsNew() {
        // When
        bind();
        schedule();

        // Then
        assertThat(past.lost).isEmpty();
        assertThat(bindings.get(Sentinel.KEY).uid()).isEqualTo("first");
        assertThat(targets.get(Sentinel.KEY)).isEqualTo(Target.NONE);
        assertThat(targets.approximateNumEntries()).isEqualTo(2);
    }

    @Test
    void shouldGoOnWhenAnotherOwnerRestoredItsStore() {
        // Given
        bind();
        schedule();
        past.read.addAll(List.of("test.images-3", COMMANDS + "-3"));
        targets.delete(TargetKey.of(Images.onRequest("a")).text());
        bindings.delete(Images.key("a").toString());

        // When
        bind();
        schedule();

        // Then
        assertThat(past.lost).isEmpty();
        assertThat(targets.approximateNumEntries()).isEqualTo(2);
    }

    @Test
    void shouldTakeAStoreForLostAndPutNothingInItWhenItIsEmptyAndTheApplicationHasReadOn() {
        // Given
        past.read.addAll(List.of("test.images-3", "test.probe-requests-3"));

        // When
        MockProcessorContext<byte[], byte[]> context = bind();
        schedule();

        // Then
        assertThat(past.lost)
                .containsExactly("what task 0_3 had stored or sent is gone", "what task 0_3 had stored is gone");
        assertThat(context.forwarded()).isEmpty();
        assertThat(bindings.approximateNumEntries()).isZero();
        assertThat(targets.approximateNumEntries()).isZero();
    }

    @Test
    void shouldNotMindWhatOtherPartitionsHaveRead() {
        // Given
        past.read.addAll(List.of("test.images-2", COMMANDS + "-2"));

        // When
        bind();
        schedule();

        // Then
        assertThat(past.lost).isEmpty();
    }

    @Test
    void shouldTakeForLostWhatWasSentToATopicThatIsNoLongerThere() {
        // Given
        bind();

        // When
        past.topic = "second";
        bind();

        // Then
        assertThat(past.lost).containsExactly("what task 0_3 had stored or sent is gone");
    }

    @Test
    void shouldTakeAnOlderVersionsStoreForWholeAndMarkIt() {
        // Given
        targets.put(TargetKey.of(Images.onRequest("b")).text(), Target.NONE);
        bindings.put(Images.key("b").toString(), new Binding("uid", "1", null, List.of()));
        past.read.addAll(List.of("test.images-3", COMMANDS + "-3"));

        // When
        bind();
        schedule();

        // Then
        assertThat(past.lost).isEmpty();
        assertThat(bindings.get(Sentinel.KEY)).isNotNull();
        assertThat(targets.get(Sentinel.KEY)).isNotNull();
    }
}
