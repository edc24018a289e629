package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.Cadence;
import io.rollcall.contract.image.Lane;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More is due than may be sent, all the time: the best lane goes first, and nobody waits for ever. */
class LanesTest {
    private static final int RATE = 100;
    private static final int LOST = 500;
    private static final int SWEPT = 100;
    private static final Duration RECHECK = Duration.ofSeconds(2);

    private final TestClock clock = new TestClock();
    private final FakeRegistry registry = new FakeRegistry(clock);

    /** Lost images alone want {@code 500 ÷ 2 s}: two and a half times the rate. */
    private ProberDriver overdemanded() {
        ProberDriver prober = new ProberDriver(clock, "* * * * *", Policies.of(8, RATE, 8), registry);
        for (int i = 0; i < SWEPT; i++) {
            prober.image(Images.state("swept" + i, "1", Images.sweep("swept" + i)));
        }
        prober.after(Duration.ofSeconds(3)); // they are new: all are asked once
        for (int i = 0; i < LOST; i++) {
            Cadence often = new Cadence.Progressive(clock.instant(), RECHECK, RECHECK);
            prober.image(Images.state("lost" + i, "1", Images.ask(Images.reference("lost" + i), often, Lane.LOST)));
        }
        return prober;
    }

    private List<String> askedAfter(int already) {
        List<String> asked = registry.asked();
        return asked.subList(already, asked.size());
    }

    private static boolean isSwept(String target) {
        return target.contains("swept");
    }

    @Test
    void shouldFinishASweepInBoundedTimeWhenLostOnesAloneWantMoreThanTheRate() {
        // Given
        registry.says(FakeRegistry.ABSENT);
        ProberDriver prober = overdemanded();

        // When: a whole sweep, spread over a minute, and what the last of it may wait. All lost ones in front of it are
        // gone
        // after LOST ÷ ¾ RATE; then it has waited longer than any of them, and every fourth probe is for such as it.
        double bound = LOST / (0.75 * RATE) + SWEPT / (0.25 * RATE);
        prober.after(Duration.ofMinutes(2).plusMillis((long) (bound * 1_000)));

        // Then
        List<ProbeResult> swept = prober.results().stream()
                .filter(it -> isSwept(it.target()) && it.trigger() == Trigger.SWEEP)
                .toList();
        assertThat(swept).extracting(ProbeResult::target).hasSizeGreaterThanOrEqualTo(SWEPT);
        assertThat(Set.copyOf(swept.stream().map(ProbeResult::target).toList())).hasSize(SWEPT);
        assertThat(swept).allSatisfy(it -> assertThat(Duration.between(it.dueAt(), it.startedAt()))
                .isLessThan(Duration.ofMillis((long) (bound * 1_000))));
        prober.close();
    }

    @Test
    void shouldLeaveThreeOfFourToTheLostOnesWhenEveryLaneIsFull() {
        // Given
        registry.holds();
        ProberDriver prober = overdemanded();
        registry.answers().says(FakeRegistry.ABSENT);
        prober.after(Duration.ofSeconds(2));
        Instant now = clock.instant();
        for (int i = 0; i < SWEPT; i++) {
            prober.request(Images.HOST + "/vi/team-a/swept" + i, null, Trigger.NOTIFICATION, now.plusSeconds(1), null);
        }
        int before = registry.asked().size();

        // When
        prober.after(Duration.ofSeconds(10));

        // Then
        List<String> asked = askedAfter(before);
        assertThat(asked).hasSizeBetween(10 * RATE - 10, 10 * RATE + 10);
        IntStream.rangeClosed(0, asked.size() - LaneTurns.EVERY)
                .mapToObj(from -> asked.subList(from, from + LaneTurns.EVERY))
                .forEach(four -> assertThat(four).filteredOn(LanesTest::isSwept).hasSizeLessThanOrEqualTo(1));
        assertThat(asked).filteredOn(LanesTest::isSwept).isNotEmpty();
        prober.close();
    }
}
