package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.policy.CronSchedule;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.policy.SweepTimes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is waited for can be read soon; what says nothing new costs no commit of its own. */
class CommitsTest {
    private static final SweepTimes HOURLY = new SweepTimes(CronSchedule.parse("0 * * * *"), Duration.ofMillis(1));

    private final AtomicLong nanos = new AtomicLong();
    private final Commits commits = new Commits(nanos::get);
    private final TestClock clock = new TestClock();
    private final FakeRegistry registry = new FakeRegistry(clock);

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
        Owner owner = owner();
        Subscriber subscriber = new Subscriber(Images.key("a"), "uid", "1", Images.sweep("a"), clock.instant());

        // When
        owner.command(new TargetCommand.Bind(subscriber, null));
        boolean first = isCommittedAfterTurn(owner, Duration.ofMillis(20));
        boolean unchanged = isCommittedAfterTurn(owner, Duration.ofHours(1));
        registry.says(FakeRegistry.ABSENT);
        boolean lost = isCommittedAfterTurn(owner, Duration.ofHours(1));

        // Then
        assertThat(first).as("asked because it is new").isTrue();
        assertThat(unchanged).as("swept, and still there").isFalse();
        assertThat(lost).as("swept, and gone").isTrue();
    }

    /** One tick sends, the next takes the answer in. */
    private boolean isCommittedAfterTurn(Owner owner, Duration later) {
        clock.advance(later);
        owner.tick();
        clock.advance(Duration.ofMillis(20));
        pass(Commits.PAUSE);
        owner.tick();
        assertThat(owner.results()).hasSize(1);
        return owner.hasCommitted();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private Owner owner() {
        return new Owner(
                new Parts(
                        new Scheduling(
                                "test",
                                ProberDriver.TOPICS,
                                Optional.of(HOURLY),
                                HOURLY.spread(),
                                Scheduling.DEFAULT_TICK),
                        new Registries(BreakerSettings.DEFAULT, clock).add(Images.HOST, ProbePolicy.DEFAULT, registry),
                        new ProbeMeters(new SimpleMeterRegistry(), clock),
                        new LiveTasks(),
                        clock,
                        nanos::get,
                        () -> "e"),
                Owner.store());
    }
}
