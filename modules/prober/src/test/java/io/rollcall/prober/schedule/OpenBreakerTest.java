package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.Lane;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While the breaker is open what is due waits, and those who ask are told so once. */
class OpenBreakerTest {
    private static final Verdict WAITS = new Verdict.Inconclusive(Reason.CIRCUIT_OPEN);
    private static final BreakerSettings SETTINGS = new BreakerSettings(4, 4, 50, Duration.ofSeconds(10), 2);

    private final TestClock clock = new TestClock();
    private final FakeRegistry registry = new FakeRegistry(clock);
    private final Registries registries =
            new Registries(SETTINGS, clock).add(Images.HOST, Policies.of(8, 100, 8), registry);
    private final RegistryGate gate = registries.gates().iterator().next();
    private final ProberDriver prober = new ProberDriver(clock, "", registries);

    @AfterEach
    void close() {
        prober.close();
    }

    private void images(String prefix, int count) {
        for (int i = 0; i < count; i++) {
            prober.image(Images.state(prefix + i, "1", Images.onRequest(prefix + i)));
        }
    }

    private void open() {
        registry.says(FakeRegistry.REFUSED);
        images("a", 4);
        prober.afterTick();
        assertThat(gate.breakerState()).isEqualTo(BreakerState.OPEN);
        prober.results();
    }

    private List<ProbeResult> notices() {
        return prober.results().stream()
                .filter(it -> it.verdict().equals(WAITS))
                .toList();
    }

    @Test
    void shouldTellEachDueTargetOnceAnOpeningHoweverManyTrialsFail() {
        // Given
        open();

        // When
        images("b", 3);
        prober.after(Duration.ofMinutes(10));

        // Then
        assertThat(registry.asked().size()).as("trials in between").isGreaterThan(10);
        assertThat(notices())
                .extracting(ProbeResult::target)
                .doesNotHaveDuplicates()
                .contains(Images.reference("b0"), Images.reference("b1"), Images.reference("b2"));
    }

    @Test
    void shouldSayThatNothingWasObserved() {
        // Given
        open();
        TargetKey key = TargetKey.of(Images.onRequest("b0"));

        // When
        images("b", 1);
        prober.after(Duration.ofSeconds(1));

        // Then
        assertThat(notices())
                .filteredOn(it -> it.target().equals(Images.reference("b0")))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.breaker()).isEqualTo(BreakerState.OPEN);
                    assertThat(it.trigger()).isEqualTo(Trigger.CHANGED);
                    assertThat(it.evidence().status()).isNull();
                    assertThat(it.policyVersion()).isEqualTo(gate.policyVersion());
                });
        assertThat(prober.target(key.text()).last()).isNull();
        assertThat(prober.target(key.text()).wants()).hasSize(1);
    }

    @Test
    void shouldTellAgainWhenItOpensAgain() {
        // Given
        open();
        images("b", 1);
        prober.after(Duration.ofSeconds(1));
        registry.says(FakeRegistry.PRESENT);
        prober.after(Duration.ofSeconds(30));
        assertThat(gate.isOpen()).isFalse();
        assertThat(notices()).isNotEmpty();

        // When
        registry.says(FakeRegistry.REFUSED);
        images("c", 4);
        prober.afterTick();
        prober.request(
                        Images.HOST + "/vi/team-a/b0",
                        null,
                        Trigger.NOTIFICATION,
                        clock.instant().plusSeconds(2),
                        null)
                .after(Duration.ofSeconds(3));

        // Then
        assertThat(notices()).extracting(ProbeResult::target).containsOnlyOnce(Images.reference("b0"));
    }

    @Test
    void shouldTellThoseWhoComeInFrontOfThoseAlreadyTold() {
        // Given
        open();
        images("b", 3);
        prober.after(Duration.ofSeconds(1));
        prober.results();

        // When
        prober.image(Images.state("lost", "1", Images.ask(Images.reference("lost"), Images.SWEEP, Lane.LOST)))
                .image(Images.state("d", "1", Images.onRequest("d")))
                .after(Duration.ofSeconds(2));

        // Then
        assertThat(notices()).extracting(ProbeResult::target).contains(Images.reference("lost"), Images.reference("d"));
    }

    @Test
    void shouldTellSinceWhenItIsNotClosed() {
        // Given
        var before = clock.instant();

        // When
        open();
        prober.after(Duration.ofSeconds(35));

        // Then
        assertThat(gate.openSince()).hasValueSatisfying(it -> assertThat(it).isBetween(before, before.plusSeconds(1)));
        registry.says(FakeRegistry.PRESENT);
        prober.after(Duration.ofSeconds(30));
        assertThat(gate.openSince()).isEmpty();
    }

    @Test
    void shouldTellAllInTurnsOfBoundedCostWhenVeryManyAreDue() {
        // Given
        Agenda agenda = new Agenda();
        OpenNotices notices = new OpenNotices();
        Breaker.Opening opening = new Breaker.Opening(1, TestClock.START);
        IntStream.range(0, 1_000)
                .forEach(i -> agenda.put(
                        "r", "t" + i, List.of(new Due(Lane.SWEEP, TestClock.START.plusMillis(i), Trigger.SWEEP))));

        // When
        var now = TestClock.START.plusSeconds(2);
        List<Integer> told = IntStream.range(0, 10)
                .mapToObj(tick -> notices.next(opening, agenda, "r", now.plusMillis(20L * tick))
                        .size())
                .toList();

        // Then
        assertThat(told).containsExactly(200, 200, 200, 200, 200, 0, 0, 0, 0, 0);
        agenda.put("r", "early", List.of(new Due(Lane.SWEEP, TestClock.START.minusSeconds(1), Trigger.SWEEP)));
        assertThat(notices.next(opening, agenda, "r", now.plusSeconds(1))).hasSize(1);
        assertThat(notices.next(opening, agenda, "r", now.plusSeconds(2))).isEmpty();
    }

    @Test
    void shouldTellTheLastOfMoreThanASecondsLooksReach() {
        // Given: a second of ticks looks at 10,000
        Agenda agenda = new Agenda();
        OpenNotices notices = new OpenNotices();
        Breaker.Opening opening = new Breaker.Opening(1, TestClock.START);
        int many = 25_000;
        IntStream.range(0, many)
                .forEach(i -> agenda.put(
                        "r", "t" + i, List.of(new Due(Lane.SWEEP, TestClock.START.plusMillis(i), Trigger.SWEEP))));

        // When
        var now = TestClock.START.plusSeconds(60);
        long told = IntStream.range(0, many / OpenNotices.MOST)
                .mapToLong(tick -> notices.next(opening, agenda, "r", now.plusMillis(20L * tick))
                        .size())
                .sum();

        // Then
        assertThat(told).isEqualTo(many);
    }
}
