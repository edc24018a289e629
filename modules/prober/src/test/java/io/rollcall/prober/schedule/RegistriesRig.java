package io.rollcall.prober.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.registry.RegistryState;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.LongStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** The registries stage, second by second, and probers that speak to it. What it stored outlives it. */
final class RegistriesRig {
    private static final EventCodec<RegistryReport> REPORTS = EventCodec.of(RegistryReport.class);
    private static final EventCodec<RegistryState> STATES = EventCodec.of(RegistryState.class);
    private static final EventCodec<Alert> ALERTS = EventCodec.of(Alert.class);

    final TestClock clock = new TestClock();
    final Patience patience = new Patience();
    final List<Alert> alerts = new ArrayList<>();
    final List<RegistryState> states = new ArrayList<>();
    final List<String> tombstones = new ArrayList<>();
    final List<Record<?, ?>> deadLetters = new ArrayList<>();
    private final Map<String, Speaker> speakers = new LinkedHashMap<>();
    private final Map<String, Instant> answered = new HashMap<>();
    private final Map<String, RegistryView> stored = new HashMap<>();
    private MockProcessorContext<byte[], byte[]> context;
    private KeyValueStore<String, RegistryView> store;
    private RegistriesProcessor stage;

    /** What a task of an instance says from now on; null for what it does not know. */
    private record Speaker(
            String registry, String instance, long bound, long absent, long waiting, Instant openSince) {}

    RegistriesRig() {
        start();
    }

    /** The stage is at work again, here or elsewhere: of what it knew there is what it stored. */
    RegistriesRig restart() {
        start();
        return this;
    }

    private void start() {
        if (store != null) {
            stored.clear();
            try (var all = store.all()) {
                all.forEachRemaining(it -> stored.put(it.key, it.value));
            }
        }
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "rig");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        context = new MockProcessorContext<>(config, new TaskId(2, 0), new File(System.getProperty("java.io.tmpdir")));
        store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(Names.REGISTRY_VIEWS),
                        Serdes.String(),
                        EventSerde.of(RegistryView.class))
                .withCachingDisabled()
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        stored.forEach(store::put);
        stage = new RegistriesProcessor(new Parts(
                new Scheduling(
                        "test", ProberDriver.TOPICS, Optional.empty(), Duration.ofSeconds(1), Scheduling.DEFAULT_TICK),
                new Registries(BreakerSettings.DEFAULT, clock),
                new ProbeMeters(new SimpleMeterRegistry(), clock),
                new LiveTasks(),
                clock,
                () -> 0,
                () -> "e",
                "rig",
                patience,
                Past.UNKNOWN));
        stage.init(context);
    }

    /** The task says so, and goes on saying so, until it says otherwise or is silent. The registry answers it if it is not open. */
    RegistriesRig says(String task, String instance, long bound, long absent, long waiting, boolean open) {
        Speaker before = speakers.get(task);
        Instant since = before != null && before.openSince != null ? before.openSince : clock.instant();
        speakers.put(task, new Speaker(Images.HOST, instance, bound, absent, waiting, open ? since : null));
        return speak(task, open ? null : clock.instant());
    }

    RegistriesRig isOpen(String instance) {
        return says(instance, instance, 10, 0, 3, true);
    }

    RegistriesRig answers(String instance) {
        return says(instance, instance, 10, 0, 0, false);
    }

    /** It was just started: its breaker is closed, for it has heard nothing yet. */
    RegistriesRig knowsNothing(String instance) {
        speakers.put(instance, new Speaker(Images.HOST, instance, 10, 0, 0, null));
        return speak(instance, null);
    }

    RegistriesRig saysOf(String registry, String task) {
        speakers.put(task, new Speaker(registry, task, 1, 0, 0, null));
        return speak(task, clock.instant());
    }

    RegistriesRig isSilent(String task) {
        speakers.remove(task);
        return this;
    }

    RegistriesRig raw(byte[] value) {
        context.setRecordMetadata("test-registry-reports-repartition", 0, 7);
        stage.process(new Record<>(Images.HOST.getBytes(UTF_8), value, clock.millis()));
        return take();
    }

    /** Lets the time pass, second by second; who speaks gives a sign of life every ten. */
    RegistriesRig after(Duration time) {
        for (long i = 0; i < time.toSeconds(); i++) {
            clock.advance(RegistriesProcessor.TICK);
            if (clock.instant().getEpochSecond() % RegistryReporter.SIGN_EVERY.toSeconds() == 0) {
                speakers.forEach((task, it) -> speak(task, answered.get(task)));
            }
            context.scheduledPunctuators().get(0).getPunctuator().punctuate(clock.millis());
            take();
        }
        return this;
    }

    RegistryState state() {
        return states.get(states.size() - 1);
    }

    private RegistriesRig speak(String task, Instant answeredAt) {
        Speaker it = speakers.get(task);
        answered.put(task, answeredAt);
        RegistryReport report = new RegistryReport(
                it.registry(),
                task,
                it.instance(),
                it.bound(),
                it.absent(),
                it.waiting(),
                it.openSince() == null ? BreakerState.CLOSED : BreakerState.OPEN,
                it.openSince(),
                answeredAt,
                clock.instant(),
                LongStream.range(0, Math.min(5, it.absent()))
                        .mapToObj(i -> task + "/image-" + i)
                        .toList());
        return raw(REPORTS.encode(report));
    }

    private RegistriesRig take() {
        for (var forward : context.forwarded()) {
            Record<?, ?> record = forward.record();
            byte[] value = (byte[]) record.value();
            String sink = forward.childName().orElseThrow();
            if (sink.equals(Names.REGISTRIES_DEAD_LETTERS)) {
                deadLetters.add(record);
            } else if (value == null) {
                tombstones.add(new String((byte[]) record.key(), UTF_8));
            } else if (sink.equals(Names.ALERTS)) {
                alerts.add(((Decoded.Event<Alert>) ALERTS.decode(value)).value());
            } else {
                states.add(((Decoded.Event<RegistryState>) STATES.decode(value)).value());
            }
        }
        context.resetForwards();
        return this;
    }
}
