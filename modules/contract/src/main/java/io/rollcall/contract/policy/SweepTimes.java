package io.rollcall.contract.policy;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * When each target's turn in a sweep comes: at the tick plus a share of the period that the target's hash fixes, so that a
 * sweep is spread evenly and a target keeps its place.
 *
 * @param schedule the ticks
 * @param spread no turn comes later than this after its tick, nor after the next tick; above 0
 */
public record SweepTimes(CronSchedule schedule, Duration spread) {
    public SweepTimes {
        requireNonNull(schedule, "schedule is null");
        if (spread.isNegative() || spread.isZero()) {
            throw new IllegalArgumentException("spread is not above 0");
        }
    }

    /** @return the target's first turn after {@code after} */
    public Instant next(String target, Instant after) {
        double place = Hashes.fraction(target);
        Instant tick = schedule.atOrBefore(after);
        Instant turn = turn(tick, place);
        while (!turn.isAfter(after)) {
            tick = schedule.next(tick);
            turn = turn(tick, place);
        }
        return turn;
    }

    private Instant turn(Instant tick, double place) {
        Duration period = Duration.between(tick, schedule.next(tick));
        Duration over = period.compareTo(spread) < 0 ? period : spread;
        return tick.plusMillis((long) ((double) over.toMillis() * place));
    }
}
