package io.rollcall.prober.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.policy.CronSchedule;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.policy.SweepTimes;
import io.rollcall.contract.probe.ProbeRequest;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.registry.RegistryState;
import io.rollcall.contract.topics.Partitioning;
import io.rollcall.contract.topics.Topics;
import io.rollcall.prober.registry.RegistryClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The whole topology, one partition, on a clock that goes when it is told to. */
public final class ProberDriver implements AutoCloseable {
    static final Topics TOPICS = Topics.of("test", 1);
    public static final Duration TICK = Duration.ofMillis(20);

    private static final EventCodec<ImageState> STATES = EventCodec.of(ImageState.class);
    private static final EventCodec<ProbeRequest> REQUESTS = EventCodec.of(ProbeRequest.class);
    private static final EventCodec<TargetCommand> COMMANDS = EventCodec.of(TargetCommand.class);
    private static final EventCodec<RegistryState> STATES_OF_REGISTRIES = EventCodec.of(RegistryState.class);
    private static final EventCodec<Alert> ALERTS = EventCodec.of(Alert.class);
    private static final EventCodec<ProbeResult> RESULTS = EventCodec.of(ProbeResult.class);

    final TestClock clock;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final LiveTasks tasks = new LiveTasks();
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> images;
    private final TestInputTopic<byte[], byte[]> requests;
    private final TestInputTopic<byte[], byte[]> commands;
    private final TestOutputTopic<byte[], byte[]> results;
    private final TestOutputTopic<byte[], byte[]> deadLetters;
    private final TestOutputTopic<byte[], byte[]> states;
    private final TestOutputTopic<byte[], byte[]> alerts;

    ProberDriver(TestClock clock, String sweep, ProbePolicy policy, FakeRegistry registry) {
        this(clock, sweep, policy, registry, BreakerSettings.DEFAULT);
    }

    /** Asks {@code client} for what lies on {@code host}. */
    public ProberDriver(TestClock clock, String sweep, ProbePolicy policy, String host, RegistryClient client) {
        this(clock, sweep, new Registries(BreakerSettings.DEFAULT, clock).add(host, policy, client));
    }

    ProberDriver(TestClock clock, String sweep, ProbePolicy policy, FakeRegistry registry, BreakerSettings breakers) {
        this(clock, sweep, new Registries(breakers, clock).add(Images.HOST, policy, registry));
    }

    ProberDriver(TestClock clock, String sweep, Registries registries) {
        this(clock, sweep, registries, () -> 0);
    }

    /** Whose thread gets no time: each tick is over before it begins. */
    static ProberDriver starved(TestClock clock, String sweep, ProbePolicy policy, FakeRegistry registry) {
        AtomicLong hours = new AtomicLong();
        return new ProberDriver(
                clock,
                sweep,
                new Registries(BreakerSettings.DEFAULT, clock).add(Images.HOST, policy, registry),
                () -> TimeUnit.HOURS.toNanos(hours.incrementAndGet()));
    }

    private ProberDriver(TestClock clock, String sweep, Registries registries, LongSupplier nanos) {
        this.clock = clock;
        Duration spread = Duration.ofMinutes(1);
        Optional<SweepTimes> times = Optional.of(sweep)
                .filter(it -> !it.isEmpty())
                .map(it -> new SweepTimes(CronSchedule.parse(it), spread));
        AtomicInteger epochs = new AtomicInteger();
        Parts parts = new Parts(
                new Scheduling("test", TOPICS, times, spread, TICK),
                registries,
                new ProbeMeters(meters, clock),
                tasks,
                clock,
                nanos,
                () -> "epoch" + epochs.incrementAndGet());
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        driver = new TopologyTestDriver(ProbeTopology.build(parts), config, clock.instant());
        var serializer = new ByteArraySerializer();
        var deserializer = new ByteArrayDeserializer();
        images = driver.createInputTopic(TOPICS.images().name(), serializer, serializer);
        requests = driver.createInputTopic(TOPICS.probeRequests().name(), serializer, serializer);
        commands = driver.createInputTopic("test-" + Names.COMMANDS + "-repartition", serializer, serializer);
        results = driver.createOutputTopic(TOPICS.probeResults().name(), deserializer, deserializer);
        deadLetters = driver.createOutputTopic(TOPICS.deadLetters().name(), deserializer, deserializer);
        states = driver.createOutputTopic(TOPICS.registries().name(), deserializer, deserializer);
        alerts = driver.createOutputTopic(TOPICS.alerts().name(), deserializer, deserializer);
    }

    public ProberDriver image(ImageState state) {
        images.pipeInput(state.key().toString().getBytes(UTF_8), STATES.encode(state));
        return this;
    }

    public ProberDriver deleted(ImageKey key) {
        rawImage(key.toString().getBytes(UTF_8), null);
        return this;
    }

    /** As the binding stage of another process sends it. */
    ProberDriver command(TargetCommand.Bind bind) {
        byte[] repository =
                Partitioning.repositoryKey(bind.subscriber().ask().target()).getBytes(UTF_8);
        commands.pipeInput(repository, COMMANDS.encode(bind));
        return this;
    }

    void rawImage(byte[] key, byte[] value) {
        images.pipeInput(key, value);
    }

    void rawRequest(byte[] key, byte[] value) {
        requests.pipeInput(key, value);
    }

    ProberDriver request(String repository, String target, Trigger why, Instant requestedAt, Instant notBefore) {
        requests.pipeInput(
                repository.getBytes(UTF_8),
                REQUESTS.encode(new ProbeRequest(1, "test", repository, target, why, requestedAt, notBefore)));
        return this;
    }

    /** Lets the time pass, tick by tick. */
    public ProberDriver after(Duration time) {
        return after(time, TICK);
    }

    /** Lets the time pass in longer steps, each of which ends with a tick: for when nothing is to be seen in between. */
    ProberDriver after(Duration time, Duration each) {
        for (long left = time.toMillis(); left > 0; left -= each.toMillis()) {
            Duration step = Duration.ofMillis(Math.min(left, each.toMillis()));
            clock.advance(step);
            driver.advanceWallClockTime(step);
        }
        return this;
    }

    ProberDriver afterTick() {
        return after(TICK).after(TICK);
    }

    public List<ProbeResult> results() {
        return results.readRecordsToList().stream()
                .map(record -> ((Decoded.Event<ProbeResult>) RESULTS.decode(record.value())).value())
                .toList();
    }

    List<RegistryState> registries() {
        return states.readRecordsToList().stream()
                .map(record -> ((Decoded.Event<RegistryState>) STATES_OF_REGISTRIES.decode(record.value())).value())
                .toList();
    }

    List<Alert> alerts() {
        return alerts.readRecordsToList().stream()
                .map(record -> ((Decoded.Event<Alert>) ALERTS.decode(record.value())).value())
                .toList();
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return deadLetters.readRecordsToList();
    }

    Target target(String key) {
        return driver.<String, Target>getKeyValueStore(Names.TARGETS).get(key);
    }

    /** As if this had been stored before. */
    ProberDriver stored(String key, Target target) {
        driver.<String, Target>getKeyValueStore(Names.TARGETS).put(key, target);
        return this;
    }

    @Override
    public void close() {
        driver.close();
    }
}
