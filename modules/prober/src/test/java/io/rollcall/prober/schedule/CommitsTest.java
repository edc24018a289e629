package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.policy.CronSchedule;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.policy.SweepTimes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** What is waited for can be read soon; what says nothing new costs no commit of its own. */
class CommitsTest {
    private static final SweepTimes HOURLY = new SweepTimes(CronSchedule.parse("0 * * * *"), Duration.ofMillis(1));

    private final AtomicLong nanos = new AtomicLong();
    private final Commits commits = new Commits(nanos::get);
    private final TestClock clock = new TestClock();
    private final FakeRegistry registry = new FakeRegistry(clock);
    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();

    @Test
    void shouldBeDueAtOnceAndThenAfterAPause() {
        // Given
        commits.awaited();

        // Then
        assertThat(commits.isDue()).isTrue();
        assertThat(commits.isDue()).as("once asked for").isFalse();
        commits.awaited();
        pass(Commits.PAUSE.minusMillis(1));
        assertThat(commits.isDue()).as("before the pause ends").isFalse();
        pass(Duration.ofMillis(1));
        assertThat(commits.isDue()).as("when the pause has ended").isTrue();
    }

    @Test
    void shouldCommitWhatIsNewAndNotWhatASweepFindsUnchanged() {
        // Given
        ScheduleProcessor owner = owner();
        Subscriber subscriber = new Subscriber(Images.key("a"), "uid", "1", Images.sweep("a"), clock.instant());
        context.setRecordMetadata("commands", 0, 0);
        owner.process(new Record<>(
                new byte[0], EventCodec.of(TargetCommand.class).encode(new TargetCommand.Bind(subscriber, null)), 0));

        // When
        boolean first = isCommittedAfterTurn(Duration.ofMillis(20));
        boolean unchanged = isCommittedAfterTurn(Duration.ofHours(1));
        registry.says(FakeRegistry.ABSENT);
        boolean lost = isCommittedAfterTurn(Duration.ofHours(1));

        // Then
        assertThat(first).as("asked because it is new").isTrue();
        assertThat(unchanged).as("swept, and still there").isFalse();
        assertThat(lost).as("swept, and gone").isTrue();
    }

    /** One tick sends, the next takes the answer in. */
    private boolean isCommittedAfterTurn(Duration later) {
        context.resetForwards();
        context.resetCommit();
        clock.advance(later);
        tick();
        clock.advance(Duration.ofMillis(20));
        pass(Commits.PAUSE);
        tick();
        assertThat(context.forwarded(Names.RESULTS)).hasSize(1);
        return context.committed();
    }

    private void tick() {
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(clock.millis());
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private ScheduleProcessor owner() {
        KeyValueStore<String, Target> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(Names.TARGETS), Serdes.String(), EventSerde.targets())
                .withCachingDisabled()
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        ScheduleProcessor processor = new ScheduleProcessor(new Parts(
                new Scheduling(
                        "test", ProberDriver.TOPICS, Optional.of(HOURLY), HOURLY.spread(), Scheduling.DEFAULT_TICK),
                new Registries(BreakerSettings.DEFAULT, clock).add(Images.HOST, ProbePolicy.DEFAULT, registry),
                new ProbeMeters(new SimpleMeterRegistry(), clock),
                new LiveTasks(),
                clock,
                nanos::get,
                () -> "e"));
        processor.init(context);
        return processor;
    }
}
