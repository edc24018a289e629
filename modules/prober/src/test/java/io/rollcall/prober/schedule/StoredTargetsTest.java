package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.Ask;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was stored under other circumstances: another configuration, another clock. */
class StoredTargetsTest {
    private final TestClock clock = new TestClock();
    private final FakeRegistry registry = new FakeRegistry(clock);
    private final ProberDriver prober = new ProberDriver(clock, "", ProbePolicy.DEFAULT, registry);

    @AfterEach
    void close() {
        prober.close();
    }

    @Test
    void shouldBeProbedAtOnceWhenItWasNotAllowedAndIsNow() {
        // Given
        Ask ask = Images.onRequest("a");
        prober.image(Images.state("a", "1", ask)).afterTick();
        prober.results();
        Target probed = prober.target(TargetKey.of(ask).text());
        LastProbe refused = LastProbe.after(
                null,
                new Verdict.Inconclusive(Reason.NOT_ALLOWED),
                Trigger.CHANGED,
                probed.last().startedAt(),
                probed.last().probedAt());

        // When
        prober.stored(TargetKey.of(ask).text(), new Target(probed.subscribers(), List.of(), refused))
                .image(Images.state("a", "2", ask))
                .afterTick();

        // Then
        assertThat(prober.results()).extracting(ProbeResult::verdict).containsExactly(FakeRegistry.PRESENT);
    }

    @Test
    void shouldBeProbedWhenTheLastProbesClockWasAhead() {
        // Given
        Ask ask = Images.lost("a", clock.instant());
        prober.image(Images.state("a", "1", ask)).afterTick();
        prober.results();
        Target probed = prober.target(TargetKey.of(ask).text());
        Instant ahead = clock.instant().plus(Duration.ofDays(1));
        LastProbe last = LastProbe.after(null, FakeRegistry.PRESENT, Trigger.CHANGED, ahead, ahead);

        // When
        prober.stored(TargetKey.of(ask).text(), new Target(probed.subscribers(), List.of(), last))
                .image(Images.state("a", "2", ask))
                .after(Duration.ofSeconds(16));

        // Then
        assertThat(prober.results()).singleElement().satisfies(result -> {
            assertThat(result.trigger()).isEqualTo(Trigger.RECHECK);
            assertThat(result.verdictSince()).isBeforeOrEqualTo(result.startedAt());
        });
    }

    @Test
    void shouldHearARequestWhenTheLastProbesClockWasAhead() {
        // Given
        Ask ask = Images.onRequest("a");
        prober.image(Images.state("a", "1", ask)).afterTick();
        prober.results();
        Target probed = prober.target(TargetKey.of(ask).text());
        Instant ahead = clock.instant().plus(Duration.ofDays(1));
        LastProbe last = LastProbe.after(null, FakeRegistry.PRESENT, Trigger.CHANGED, ahead, ahead);

        // When
        prober.stored(TargetKey.of(ask).text(), new Target(probed.subscribers(), List.of(), last))
                .request(Images.HOST + "/vi/team-a/a", null, Trigger.MANUAL, clock.instant(), null)
                .afterTick();

        // Then
        assertThat(prober.results()).hasSize(1);
    }

    @Test
    void shouldGoOnWhenTheClockGoesBack() {
        // Given
        prober.image(Images.state("a", "1", Images.lost("a", clock.instant()))).afterTick();
        clock.advance(Duration.ofHours(1));
        prober.afterTick();
        assertThat(prober.results()).hasSize(2);

        // When
        clock.advance(Duration.ofHours(-1));
        prober.after(Duration.ofSeconds(16));

        // Then
        assertThat(prober.results()).hasSize(1);
    }

    @Test
    void shouldAnswerAtOnceWhenTheBindingStagesClockIsAhead() {
        // Given
        Instant ahead = clock.instant().plus(Duration.ofDays(1));
        Subscriber subscriber = new Subscriber(Images.key("a"), "uid", "1", Images.onRequest("a"), ahead);

        // When
        prober.command(new TargetCommand.Bind(subscriber, Trigger.CHANGED)).afterTick();

        // Then
        assertThat(prober.results()).hasSize(1);
    }

    @Test
    void shouldWaitForABoundOfLessThanAMinuteAndForNoOther() {
        // Given
        Ask soon = Images.notBefore(Images.onRequest("a"), clock.instant().plusSeconds(50));
        Ask never = Images.notBefore(Images.onRequest("b"), clock.instant().plusSeconds(90));

        // When
        prober.image(Images.state("a", "1", soon))
                .image(Images.state("b", "1", never))
                .image(Images.state("b", "2", never))
                .afterTick();

        // Then
        assertThat(prober.results()).extracting(ProbeResult::key).containsExactly(Images.key("b"));
        prober.after(Duration.ofSeconds(51));
        assertThat(prober.results()).extracting(ProbeResult::key).containsExactly(Images.key("a"));
    }

    @Test
    void shouldAnswerAtOnceWhenTheClockGoesBackRightAfterTheAsk() {
        // Given
        prober.image(Images.state("a", "1", Images.onRequest("a")));

        // When
        clock.advance(Duration.ofHours(-5));
        prober.after(Want.LONGEST_DELAY.plusSeconds(1));

        // Then
        assertThat(prober.results()).extracting(ProbeResult::verdict).contains(FakeRegistry.PRESENT);
        int asked = registry.asked().size();
        prober.after(Duration.ofHours(1), Duration.ofSeconds(1));
        assertThat(registry.asked()).hasSize(asked);
    }
}
