package io.rollcall.contract.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class ScheduleTest {
    private static final Instant SIX = Instant.parse("2026-11-21T06:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @Example
    void shouldTickAsWritten() {
        assertThat(CronSchedule.parse("*/5 * * * *").next(SIX)).isEqualTo("2026-11-21T06:05:00Z");
        assertThat(CronSchedule.parse("0 2 * * *").next(SIX)).isEqualTo("2026-11-22T02:00:00Z");
        assertThat(CronSchedule.parse("@hourly").next(SIX)).isEqualTo("2026-11-21T07:00:00Z");
        assertThat(CronSchedule.parse("@every 1m30s").next(SIX.plusMillis(1))).isEqualTo("2026-11-21T06:01:30Z");
        assertThat(CronSchedule.parse("@every 500ms").next(SIX)).isEqualTo(SIX.plusMillis(500));
        assertThat(CronSchedule.parse("*/5 * * * *").atOrBefore(SIX)).isEqualTo(SIX);
        assertThat(CronSchedule.parse("*/5 * * * *").atOrBefore(SIX.minusMillis(1)))
                .isEqualTo("2026-11-21T05:55:00Z");
    }

    @Example
    void shouldNameTheFixWhenItIsNoSchedule() {
        for (String text :
                new String[] {"", "x", "61 * * * *", "* * * *", "@every", "@every 0s", "@sometimes", "0 0 31 2 *"}) {
            assertThatThrownBy(() -> CronSchedule.parse(text)).as(text).hasMessageContaining("write");
        }
    }

    @Property(tries = 20)
    void shouldTickTheSameWhateverItWasAskedBefore(
            @ForAll List<@LongRange(min = 0, max = 200_000_000_000L) Long> offsets) {
        for (String text : new String[] {"*/5 * * * *", "7 3 * * 1", "0 0 29 2 *"}) {
            // Given
            CronSchedule asked = CronSchedule.parse(text);
            for (long offset : offsets) {
                // When
                Instant at = SIX.plusMillis(offset);

                // Then
                assertThat(asked.atOrBefore(at))
                        .isEqualTo(CronSchedule.parse(text).atOrBefore(at));
                assertThat(asked.next(at)).isEqualTo(CronSchedule.parse(text).next(at));
                assertThat(asked.next(asked.next(at)))
                        .isEqualTo(CronSchedule.parse(text).next(asked.next(at)));
                assertThat(asked.atOrBefore(asked.next(at))).isEqualTo(asked.next(at));
            }
        }
    }

    @Property(tries = 200)
    void shouldGiveEachTargetOneTurnAPeriodAndTheSameOne(
            @ForAll String target, @ForAll @LongRange(min = 0, max = 299_999) long offset) {
        // Given
        SweepTimes times = new SweepTimes(CronSchedule.parse("*/5 * * * *"), HOUR);

        // When
        Instant first = times.next(target, SIX.plusMillis(offset));
        Instant second = times.next(target, first);

        // Then
        assertThat(first).isAfter(SIX.plusMillis(offset)).isBeforeOrEqualTo(SIX.plusMillis(offset + 300_000));
        assertThat(Duration.between(first, second)).isEqualTo(Duration.ofMinutes(5));
    }

    @Example
    void shouldSpreadTargetsEvenlyOverThePeriod() {
        SweepTimes times = new SweepTimes(CronSchedule.parse("*/5 * * * *"), HOUR);
        int[] perMinute = new int[5];
        IntStream.range(0, 10_000)
                .mapToObj(i -> times.next("h.x/vi/ns/image-" + i + ":1", SIX.minusMillis(1)))
                .forEach(turn -> perMinute[(int) Duration.between(SIX, turn).toMinutes()]++);

        assertThat(IntStream.of(perMinute).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(1_800, 2_200));
    }

    @Example
    void shouldKeepTurnsWithinTheSpread() {
        SweepTimes times = new SweepTimes(CronSchedule.parse("@hourly"), Duration.ofSeconds(30));
        assertThat(IntStream.range(0, 1_000).mapToObj(i -> times.next("t" + i, SIX.minusMillis(1))))
                .allSatisfy(turn -> assertThat(turn).isBetween(SIX, SIX.plusSeconds(30)));
    }

    @Property(tries = 300)
    void shouldStayWithinBoundsWhenBackingOff(
            @ForAll @LongRange(min = 1, max = 1_000_000) long failures, @ForAll String seed) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

        Duration delay = backoff.delay((int) failures, seed);

        assertThat(delay).isBetween(Duration.ofMillis(100), Duration.ofMinutes(5));
        assertThat(backoff.delay((int) failures, seed)).isEqualTo(delay);
    }

    @Example
    void shouldDoubleItsBoundWhenFailuresGoOn() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));
        assertThat(IntStream.range(0, 200)
                        .mapToObj(i -> backoff.delay(1, "s" + i))
                        .max(Duration::compareTo))
                .hasValueSatisfying(max -> assertThat(max).isBetween(Duration.ofMillis(900), Duration.ofSeconds(1)));
        assertThat(IntStream.range(0, 200)
                        .mapToObj(i -> backoff.delay(4, "s" + i))
                        .max(Duration::compareTo))
                .hasValueSatisfying(max -> assertThat(max).isBetween(Duration.ofMillis(7_200), Duration.ofSeconds(8)));
    }

    @Example
    void shouldChangeItsVersionWithItsContentAlone() {
        ProbePolicy policy = ProbePolicy.DEFAULT;
        ProbePolicy other = new ProbePolicy(
                "default",
                7,
                policy.minDelay(),
                100,
                8,
                policy.backoffInitial(),
                policy.backoffMax(),
                1,
                policy.confirmationDelay(),
                policy.freshness(),
                policy.connectTimeout(),
                policy.responseTimeout(),
                policy.totalTimeout());

        assertThat(policy.version()).startsWith("default@").isEqualTo(ProbePolicy.DEFAULT.version());
        assertThat(other.version()).startsWith("default@").isNotEqualTo(policy.version());
    }
}
