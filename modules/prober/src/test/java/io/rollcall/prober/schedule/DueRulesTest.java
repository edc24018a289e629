package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.Cadence;
import io.rollcall.contract.image.Lane;
import io.rollcall.contract.policy.Backoff;
import io.rollcall.contract.policy.CronSchedule;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.policy.SweepTimes;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DueRulesTest {
    private static final Instant T = TestClock.START;
    private static final Duration SPREAD = Duration.ofMinutes(1);
    private static final SweepTimes SWEEPS = new SweepTimes(CronSchedule.parse("*/5 * * * *"), SPREAD);
    private static final ProbePolicy POLICY = ProbePolicy.DEFAULT;
    private static final String KEY = "k";

    private final DueRules rules = new DueRules(new Turns(Optional.of(SWEEPS), SPREAD));
    private final DueRules withoutSweep = new DueRules(new Turns(Optional.empty(), SPREAD));

    private static Target target(LastProbe last, Ask... asks) {
        List<Subscriber> subscribers = Stream.of(asks)
                .map(ask -> new Subscriber(Images.key("a"), "uid", "1", ask, T))
                .toList();
        return new Target(subscribers, List.of(), last);
    }

    private static LastProbe last(Verdict verdict, int consecutive, Trigger trigger) {
        return new LastProbe(verdict, consecutive, T, trigger, T, T.plusMillis(100));
    }

    private static LastProbe present() {
        return last(FakeRegistry.PRESENT, 1, Trigger.SWEEP);
    }

    private static ProbePolicy policy(Duration minDelay, int confirmations) {
        return new ProbePolicy(
                "p",
                8,
                minDelay,
                100,
                8,
                POLICY.backoffInitial(),
                POLICY.backoffMax(),
                confirmations,
                POLICY.confirmationDelay(),
                POLICY.freshness(),
                POLICY.connectTimeout(),
                POLICY.responseTimeout(),
                POLICY.totalTimeout());
    }

    private static Ask progressive(Instant since) {
        return Images.lost("a", since);
    }

    private static Ask cron(String expression) {
        return Images.ask(Images.reference("a"), new Cadence.Cron(expression), Lane.SWEEP);
    }

    @Test
    void shouldBeDueAtItsTurnWhenSwept() {
        assertThat(rules.of(KEY, target(present(), Images.sweep("a")), POLICY))
                .containsExactly(new Due(Lane.SWEEP, SWEEPS.next(KEY, T), Trigger.SWEEP));
    }

    @Test
    void shouldNeverBeDueWhenSweepsAreDisabled() {
        assertThat(withoutSweep.of(KEY, target(present(), Images.sweep("a")), POLICY))
                .isEmpty();
    }

    @Test
    void shouldSpareTheSweepWhenTheVerdictIsYoung() {
        // Given
        Instant turn = SWEEPS.next(KEY, T);
        Instant probedAt = turn.minusSeconds(4);
        LastProbe requested =
                new LastProbe(FakeRegistry.PRESENT, 1, probedAt, Trigger.MANUAL, probedAt.minusSeconds(1), probedAt);
        LastProbe old = new LastProbe(
                FakeRegistry.PRESENT, 1, probedAt, Trigger.MANUAL, probedAt.minusSeconds(3), probedAt.minusSeconds(2));

        // Then
        assertThat(rules.of(KEY, target(requested, Images.sweep("a")), POLICY))
                .extracting(Due::at)
                .containsExactly(turn.plus(Duration.ofMinutes(5)));
        assertThat(rules.of(KEY, target(old, Images.sweep("a")), POLICY))
                .extracting(Due::at)
                .containsExactly(turn);
    }

    @Test
    void shouldSpareNothingButSweepsWhenTheVerdictIsYoung() {
        assertThat(rules.of(KEY, target(present(), cron("@every 1s")), POLICY)
                        .get(0)
                        .at())
                .isBeforeOrEqualTo(T.plusSeconds(1));
    }

    @Test
    void shouldWaitAsLongAsItLastsWhenProgressive() {
        assertThat(withoutSweep.of(KEY, target(present(), progressive(T.minusSeconds(1))), POLICY))
                .containsExactly(new Due(Lane.LOST, T.plusSeconds(15), Trigger.RECHECK));
        assertThat(withoutSweep.of(KEY, target(present(), progressive(T.minusSeconds(60))), POLICY))
                .containsExactly(new Due(Lane.LOST, T.plusSeconds(60), Trigger.RECHECK));
        assertThat(withoutSweep.of(KEY, target(present(), progressive(T.minusSeconds(9_999))), POLICY))
                .containsExactly(new Due(Lane.LOST, T.plusSeconds(300), Trigger.RECHECK));
    }

    @Test
    void shouldFollowItsOwnCronSpreadByHash() {
        assertThat(withoutSweep.of(KEY, target(present(), cron("0 * * * *")), POLICY))
                .containsExactly(new Due(
                        Lane.SWEEP,
                        new SweepTimes(CronSchedule.parse("0 * * * *"), SPREAD).next(KEY, T),
                        Trigger.CRON));
    }

    @Test
    void shouldNeverBeDueByItselfWhenTheCronIsNone() {
        assertThat(rules.of(KEY, target(present(), cron("whenever")), POLICY)).isEmpty();
    }

    @Test
    void shouldNeverBeDueByItselfWhenOnRequest() {
        assertThat(rules.of(KEY, target(present(), Images.onRequest("a")), POLICY))
                .isEmpty();
    }

    @Test
    void shouldBackOffWhenInconclusive() {
        // Given
        LastProbe last = last(FakeRegistry.REFUSED, 3, Trigger.SWEEP);
        Duration wait = new Backoff(POLICY.backoffInitial(), POLICY.backoffMax()).delay(3, KEY);

        // Then
        assertThat(withoutSweep.of(KEY, target(last, Images.sweep("a")), POLICY))
                .containsExactly(new Due(Lane.SWEEP, last.probedAt().plus(wait), Trigger.BACKOFF));
    }

    @Test
    void shouldWaitAtLeastAsLongAsAskedWhenThrottled() {
        LastProbe last = last(new Verdict.Inconclusive(Reason.THROTTLED, 60_000L), 1, Trigger.SWEEP);
        assertThat(rules.of(KEY, target(last, Images.sweep("a")), POLICY))
                .extracting(Due::at)
                .containsExactly(last.probedAt().plusSeconds(60));
    }

    @Test
    void shouldStayWithinTheLongestBackoffWhenAskedForAnEternity() {
        LastProbe last = last(new Verdict.Inconclusive(Reason.THROTTLED, Long.MAX_VALUE), 1, Trigger.SWEEP);
        assertThat(rules.of(KEY, target(last, Images.sweep("a")), POLICY))
                .extracting(Due::at)
                .containsExactly(last.probedAt().plus(POLICY.backoffMax()));
    }

    @Test
    void shouldComeRoundWithTheSweepAloneWhenItCanNeverBeAsked() {
        // Given
        LastProbe last = last(new Verdict.Inconclusive(Reason.BAD_REFERENCE), 1, Trigger.CHANGED);

        // Then
        assertThat(rules.of(KEY, target(last, progressive(T)), POLICY))
                .extracting(Due::trigger)
                .containsExactly(Trigger.SWEEP);
        assertThat(withoutSweep.of(KEY, target(last, progressive(T)), POLICY))
                .containsExactly(new Due(Lane.LOST, T.plusSeconds(15), Trigger.RECHECK));
    }

    @Test
    void shouldLookAgainUntilConfirmedWhenAbsent() {
        // Given
        Target once = target(last(FakeRegistry.ABSENT, 1, Trigger.SWEEP), Images.sweep("a"));
        Target twice = target(last(FakeRegistry.ABSENT, 2, Trigger.SWEEP), Images.sweep("a"));

        // Then
        assertThat(withoutSweep.of(KEY, once, policy(Duration.ZERO, 2)))
                .containsExactly(new Due(
                        Lane.SWEEP, once.last().probedAt().plus(POLICY.confirmationDelay()), Trigger.CONFIRMATION));
        assertThat(withoutSweep.of(KEY, twice, policy(Duration.ZERO, 2))).isEmpty();
    }

    @Test
    void shouldKeepTheLeastDelayWhenNobodyRequestedOtherwise() {
        // Given
        ProbePolicy slow = policy(Duration.ofMinutes(1), 1);
        Target plain = target(present(), progressive(T));
        Target wanted = new Target(plain.subscribers(), List.of(Want.at(Trigger.MANUAL, T)), plain.last());

        // Then
        assertThat(rules.of(KEY, plain, slow)).extracting(Due::at).containsExactly(T.plusSeconds(60));
        assertThat(rules.of(KEY, wanted, slow)).extracting(Due::at).containsExactly(T);
    }

    @Test
    void shouldTakeTheEarliestDueAndTheBestLaneWhenSeveralAsk() {
        assertThat(rules.of(KEY, target(present(), Images.sweep("a"), progressive(T.minusSeconds(3_000))), POLICY))
                .singleElement()
                .satisfies(due -> {
                    assertThat(due.lane()).isEqualTo(Lane.LOST);
                    assertThat(due.at()).isBeforeOrEqualTo(T.plusSeconds(300));
                });
    }

    @Test
    void shouldWaitInALaneOfItsOwnWhenRequested() {
        // Given
        Target plain = target(present(), Images.sweep("a"));
        Target wanted = new Target(plain.subscribers(), List.of(Want.at(Trigger.RETRY, T)), plain.last());

        // Then
        assertThat(rules.of(KEY, wanted, POLICY))
                .containsExactly(
                        new Due(Lane.REQUESTED, T, Trigger.RETRY),
                        new Due(Lane.SWEEP, SWEEPS.next(KEY, T), Trigger.SWEEP));
    }

    @Test
    void shouldNeverBeDueBeforeTheFirstAsksBound() {
        // Given
        Ask ask = Images.notBefore(progressive(T), T.plusSeconds(40));
        Target plain = target(present(), ask);
        Target wanted = new Target(plain.subscribers(), List.of(Want.at(Trigger.MANUAL, T)), plain.last());

        // Then
        assertThat(rules.of(KEY, plain, POLICY)).extracting(Due::at).containsExactly(T.plusSeconds(40));
        assertThat(rules.of(KEY, wanted, POLICY)).extracting(Due::at).containsExactly(T.plusSeconds(40));
    }

    @Test
    void shouldBeDueAtOnceWhenNeverProbed() {
        assertThat(rules.of(KEY, target(null, progressive(T)), POLICY))
                .containsExactly(new Due(Lane.LOST, T, Trigger.CHANGED));
    }

    @Test
    void shouldNeverBeDueWhenNobodyAsks() {
        assertThat(rules.of(KEY, Target.NONE, POLICY)).isEmpty();
    }
}
