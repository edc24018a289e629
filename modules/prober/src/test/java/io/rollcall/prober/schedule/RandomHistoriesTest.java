package io.rollcall.prober.schedule;

import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.prober.registry.Quota;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever happens to up to three probers, in whatever order: the guarantees hold, over the whole topology. The gate runs the
 * same 1,000 histories each time; who changes the scheduling takes the seed out, and searches with more tries
 * ({@code -Djqwik.tries.default=10000}).
 */
class RandomHistoriesTest {
    /** A clock that goes back and on again must not let a probe answer what was wanted after it had been sent. */
    @Example
    void shouldProbeAgainWhenTheClockWentBackAndOnWhileOneWasOut() {
        holdsThrough(List.of(
                new Step.Bind(1, Step.Sort.SWEPT),
                new Step.Pass(Replica.TICK, 1),
                new Step.SetClock(Duration.ofMinutes(-35)),
                new Step.Bind(1, Step.Sort.ON_REQUEST),
                new Step.SetClock(Duration.ofHours(2))));
    }

    @Property(seed = "7760530914139652429")
    void shouldKeepEveryGuaranteeWhateverHappens(@ForAll("histories") List<Step> steps) {
        holdsThrough(steps);
    }

    private static void holdsThrough(List<Step> steps) {
        // Given
        try (History history = new History()) {
            // When
            steps.forEach(history::on);

            // Then
            history.endsWell();
        }
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Arbitraries.frequencyOf(
                        Tuple.of(8, binds()),
                        Tuple.of(3, changes()),
                        Tuple.of(2, images().map(Step.Delete::new)),
                        Tuple.of(4, requests()),
                        Tuple.of(8, answers()),
                        Tuple.of(1, Arbitraries.just(new Step.Lose())),
                        Tuple.of(10, passes()),
                        Tuple.of(1, clocks()),
                        Tuple.of(4, thirds().map(Step.Commit::new)),
                        Tuple.of(1, thirds().map(Step.HandOver::new)),
                        Tuple.of(1, thirds().map(Step.Join::new)),
                        Tuple.of(1, thirds().map(Step.Leave::new)),
                        Tuple.of(1, thirds().map(Step.Kill::new)),
                        Tuple.of(1, policies().map(Step.Adopt::new)))
                .list()
                .ofMinSize(5)
                .ofMaxSize(30);
    }

    private static Arbitrary<Integer> images() {
        return Arbitraries.integers().between(1, History.IMAGES);
    }

    /** Which partition, or which process. */
    private static Arbitrary<Integer> thirds() {
        return Arbitraries.integers().between(0, Replica.PARTITIONS - 1);
    }

    private static Arbitrary<Step> binds() {
        return Combinators.combine(images(), Arbitraries.of(Step.Sort.class)).as(Step.Bind::new);
    }

    private static Arbitrary<Step> changes() {
        return Combinators.combine(images(), Arbitraries.of(Step.Change.What.class))
                .as(Step.Change::new);
    }

    private static Arbitrary<Step> requests() {
        return Combinators.combine(
                        images(), Arbitraries.of(Duration.ZERO, Duration.ofMillis(500), Duration.ofDays(400)))
                .as(Step.Request::new);
    }

    private static Arbitrary<Step> answers() {
        Arbitrary<Verdict> verdicts = Arbitraries.of(
                FakeRegistry.PRESENT,
                FakeRegistry.ABSENT,
                FakeRegistry.REFUSED,
                FakeRegistry.REFUSED,
                new Verdict.Inconclusive(Reason.DENIED),
                new Verdict.Inconclusive(Reason.THROTTLED),
                new Verdict.Inconclusive(Reason.THROTTLED, 3_000L),
                new Verdict.Inconclusive(Reason.THROTTLED, Long.MAX_VALUE));
        Arbitrary<Quota> quotas = Arbitraries.of(
                        new Quota(0, 10, Duration.ofSeconds(30)), new Quota(5, 10, Duration.ofSeconds(60)))
                .injectNull(0.8);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 6), verdicts, Arbitraries.of(1, 1, 1, 3, 20), quotas)
                .as(Step.Answer::new);
    }

    private static Arbitrary<Step> passes() {
        return Arbitraries.of(
                new Step.Pass(Replica.TICK, 1),
                new Step.Pass(Replica.TICK, 10),
                new Step.Pass(Replica.TICK, 25),
                new Step.Pass(Duration.ofSeconds(1), 12),
                new Step.Pass(Duration.ofSeconds(20), 20));
    }

    /** Never by what two clocks may differ by. */
    private static Arbitrary<Step> clocks() {
        return Arbitraries.of(
                        Duration.ofMinutes(-35), Duration.ofHours(-3), Duration.ofSeconds(45), Duration.ofHours(2))
                .map(by -> new Step.SetClock(by.plusMillis(7)));
    }

    private static Arbitrary<ProbePolicy> policies() {
        return Arbitraries.of(
                History.POLICY, Policies.of(1, 3, 1), Policies.confirming(3), Policies.delayed(Duration.ofMinutes(1)));
    }
}
