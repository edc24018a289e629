package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A sweep that cannot finish in its period is told of, and is not piled up. */
class LateSweepsTest {
    private final Logger log = (Logger) LoggerFactory.getLogger(LateSweeps.class);
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();
    private final TestClock clock = new TestClock();
    private final FakeRegistry registry = new FakeRegistry(clock);

    @BeforeEach
    void listen() {
        told.start();
        log.addAppender(told);
    }

    @AfterEach
    void stop() {
        log.detachAppender(told);
    }

    private ProberDriver sweeping(int targets, double rate) {
        ProberDriver prober = new ProberDriver(clock, "@every 10s", Policies.of(8, rate, 1), registry);
        for (int i = 0; i < targets; i++) {
            prober.image(Images.state("a" + i, "1", Images.sweep("a" + i)));
        }
        return prober;
    }

    private static double missed(ProberDriver prober) {
        return prober.meters
                .get("rollcall.sweep.turns.missed")
                .tag("registry", Images.HOST)
                .counter()
                .count();
    }

    @Test
    void shouldCountTheTurnsThatWereMissedAndSayOnceAPeriodWhatWouldHelp() {
        // Given: 100 targets every 10 s want 10/s
        ProberDriver prober = sweeping(100, 5);

        // When
        prober.after(Duration.ofSeconds(60));
        double before = missed(prober);
        int asked = registry.asked().size();
        int lines = told.list.size();
        prober.after(Duration.ofSeconds(60));

        // Then: of two turns every other is missed, and asked is at the rate, not above
        assertThat(missed(prober) - before).isBetween(200.0, 400.0);
        assertThat(registry.asked().size() - asked).isBetween(299, 301);
        assertThat(told.list.size() - lines).isBetween(5, 6);
        assertThat(told.list.get(0).getKeyValuePairs()).anySatisfy(it -> assertThat(it.value)
                .isEqualTo("100 targets here every 10s take 10.0 probes/s, and this replica's share of policy.rate"
                        + " is 5.0/s. Set the registry's policy.rate to more than 10/s, or sweep less often."));
        prober.close();
    }

    /** Always, though the turns that are missed come one by one. */
    @Test
    void shouldHoldOnForAsLongAsTheSweepIsLate() {
        try (SlowSweep sweep = new SlowSweep()) {
            // Given
            sweep.fallsBehind();

            // When
            List<Set<String>> late = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                sweep.passes(Duration.ofSeconds(1));
                late.add(sweep.registries()
                        .lateSweeps(sweep.tasks(), sweep.clock().instant())
                        .keySet());
            }

            // Then
            assertThat(late).containsOnly(Set.of(SlowSweep.HOST));
        }
    }

    @Test
    void shouldNotHoldOnLongerWhenTheClockWentBack() {
        // Given
        LateSweeps late = new LateSweeps("r");
        late.late(Duration.ofSeconds(10), 1, Policies.of(8, 1, 1), 1, TestClock.START);
        Instant now = TestClock.START.minus(Duration.ofHours(1));

        // When
        boolean waits = late.trouble(Optional.of(now), now).isPresent();

        // Then
        assertThat(waits).isTrue();
        assertThat(late.trouble(Optional.of(now.plusSeconds(1)), now.plusSeconds(1)))
                .isEmpty();
    }

    @Test
    void shouldSayNothingWhenTheRateIsEnough() {
        // Given
        ProberDriver prober = sweeping(50, 20);

        // When
        prober.after(Duration.ofSeconds(60));

        // Then
        assertThat(missed(prober)).isZero();
        assertThat(told.list).isEmpty();
        prober.close();
    }

    @Test
    void shouldNotBlameTheRateWhenItWouldDo() {
        assertThat(LateSweeps.inWords(Duration.ofMinutes(5), 300, Policies.of(8, 12, 8), 0.25))
                .startsWith("300 targets here every 5m take 1.0 probes/s, and this replica's share of policy.rate is"
                        + " 3.0/s. The rate would do:")
                .contains("policy.inFlight");
    }

    @Test
    void shouldTellAgainWhenTheClockWentBack() {
        // Given
        LateSweeps late = new LateSweeps("r");
        Duration period = Duration.ofSeconds(10);
        late.late(period, 1, Policies.of(8, 1, 1), 1, TestClock.START);

        // When
        late.late(period, 1, Policies.of(8, 1, 1), 1, TestClock.START.minus(Duration.ofHours(1)));

        // Then
        assertThat(told.list).hasSize(2);
    }
}
