package io.rollcall.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.Purpose;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.testkit.CountingRegistry.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each guarantee lets pass what its own page allows, and nothing that it does not. */
class ProbingGuaranteesTest {
    private static final Instant ZERO = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void shouldSeeWhatIsAboveTheBudget() {
        var guarantee = new NoProbeAboveBudget(1, 2, Duration.ZERO);
        assertThat(guarantee.violations(visits("a i 0 0", "a i 0 0", "a i 1000 1000")))
                .isEmpty();
        assertThat(guarantee.violations(visits("a i 0 0", "b j 0 0", "c k 0 0")))
                .hasSize(1);
        assertThat(new NoProbeAboveBudget(1, 2, Duration.ofSeconds(1))
                        .violations(visits("a i 0 0", "b j 0 0", "c k 0 0")))
                .isEmpty();
    }

    @Test
    void shouldSeeMoreAtOnceThanMayBe() {
        var guarantee = new NoMoreInFlightThan(1);
        assertThat(guarantee.violations(visits("a i 0 9", "a j 9 20"))).isEmpty();
        assertThat(guarantee.violations(visits("a i 0 9", "b j 8 20"))).hasSize(1);
    }

    @Test
    void shouldSeeATargetThatIsAskedForTwiceByOneOwnerOrByThree() {
        var guarantee = new AtMostOneInFlightPerTargetAndOwner();
        assertThat(guarantee.violations(visits("a i 0 9", "b i 5 20", "a j 5 20")))
                .isEmpty();
        assertThat(guarantee.violations(visits("a i 0 9", "a i 5 20"))).hasSize(1);
        assertThat(guarantee.violations(visits("a i 0 9", "b i 5 20", "c i 6 20")))
                .hasSize(1);
    }

    @Test
    void shouldSeeAnImageThatIsLeftAlone() {
        var guarantee = new EveryDueImageIsProbed(Set.of("i"), Duration.ofSeconds(2));
        assertThat(guarantee.violations(visits("a i 0 0", "b i 2000 2000"))).isEmpty();
        assertThat(guarantee.violations(visits("a i 0 0", "b i 3000 3000"))).hasSize(1);
        assertThat(guarantee.violations(visits("a i 0 0", "b j 3000 3000"))).hasSize(1);
        assertThat(guarantee.violations(visits())).containsExactly("i was never asked for");
    }

    @Test
    void shouldSeeAVerdictOfAFormerOwner() {
        var guarantee = new NoVerdictOfAFormerOwner();
        assertThat(guarantee.violations(results("v1 a-1", "v1 a-2", "v1 b-1"))).isEmpty();
        assertThat(guarantee.violations(results("v1 a-1", "v1 b-1", "v1 a-2"))).hasSize(1);
        assertThat(guarantee.violations(results("v1 a-1", "v1 a-1"))).hasSize(1);
    }

    @Test
    void shouldSeeAVerdictOnWhatAnImageReferredToBefore() {
        var guarantee = new LatestGenerationWins(Map.of("uid", "v2"));
        assertThat(guarantee.violations(results("v1 a-1", "v2 a-2", "v2 a-3"))).isEmpty();
        assertThat(guarantee.violations(results("v1 a-1", "v2 a-2", "v1 a-3"))).hasSize(2);
        assertThat(guarantee.violations(results("v1 a-1"))).hasSize(1);
    }

    /** @param visits door, image, milliseconds from and to */
    private static ProbingRun visits(String... visits) {
        List<Visit> all = Stream.of(visits)
                .map(it -> it.split(" ", -1))
                .map(it -> new Visit(
                        it[0], it[1], ZERO.plusMillis(Long.parseLong(it[2])), ZERO.plusMillis(Long.parseLong(it[3]))))
                .toList();
        Instant end = all.stream().map(Visit::to).max(Instant::compareTo).orElse(ZERO);
        return new ProbingRun(all, List.of(), end);
    }

    /** @param results target and attempt */
    private static ProbingRun results(String... results) {
        return new ProbingRun(
                List.of(),
                Stream.of(results)
                        .map(it -> it.split(" ", -1))
                        .map(it -> result(it[0], it[1]))
                        .toList(),
                ZERO);
    }

    private static ProbeResult result(String target, String attempt) {
        return new ProbeResult(
                1,
                "default",
                new ImageKey("virtualimages.virtualization.deckhouse.io", "n", "i"),
                "uid",
                "1",
                target,
                "presence",
                Purpose.PRESENCE,
                null,
                new Verdict.Absent("MANIFEST_UNKNOWN"),
                null,
                1,
                ZERO,
                Trigger.SWEEP,
                attempt,
                ZERO,
                ZERO,
                ZERO,
                "p",
                BreakerState.CLOSED);
    }
}
