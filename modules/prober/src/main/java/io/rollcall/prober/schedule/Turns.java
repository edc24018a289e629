package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.policy.CronSchedule;
import io.rollcall.contract.policy.SweepTimes;
import io.rollcall.runtime.log.LogKeys;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Each target's turns: in the sweep, and on crons of its own, spread alike. Not thread-safe: it remembers the crons it has
 * read.
 */
final class Turns {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);
    private static final int MOST_CRONS = 1_000;
    static final int MOST_MISSED = 100;

    private final Optional<SweepTimes> sweep;
    private final Duration spread;
    private final Map<String, Optional<SweepTimes>> crons = new LinkedHashMap<>();

    /**
     * @param sweep empty where sweeps are disabled
     * @param spread of crons; above 0
     */
    Turns(Optional<SweepTimes> sweep, Duration spread) {
        this.sweep = requireNonNull(sweep, "sweep is null");
        this.spread = requireNonNull(spread, "spread is null");
    }

    /** @return whether there are sweeps at all */
    boolean hasSweep() {
        return sweep.isPresent();
    }

    /** @return the target's first turn in a sweep after {@code after} */
    Optional<Instant> sweep(String target, Instant after) {
        return sweep.map(times -> times.next(target, after));
    }

    /**
     * What of a sweep was missed.
     *
     * @param turns how many, 1 or more; more than {@link #MOST_MISSED} are not counted
     * @param period from the turn that was due to the next
     */
    record Missed(int turns, Duration period) {}

    /** @return how many of the target's turns passed after the one at {@code due}; empty where the next is yet to come */
    Optional<Missed> missed(String target, Instant due, Instant now) {
        int passed = 0;
        Optional<Instant> first = sweep(target, due);
        Optional<Instant> next = first;
        while (next.isPresent() && !next.get().isAfter(now) && passed < MOST_MISSED) {
            passed++;
            next = sweep(target, next.get());
        }
        return passed == 0 ? Optional.empty() : Optional.of(new Missed(passed, Duration.between(due, first.get())));
    }

    /** @return the target's first turn on this cron after {@code after}; empty where it is no cron */
    Optional<Instant> cron(String expression, String target, Instant after) {
        if (crons.size() >= MOST_CRONS) {
            crons.clear();
        }
        return crons.computeIfAbsent(expression, this::read).flatMap(times -> next(times, target, after));
    }

    private static Optional<Instant> next(SweepTimes times, String target, Instant after) {
        try {
            return Optional.of(times.next(target, after));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            return Optional.empty(); // it ticks never again, or beyond all time
        }
    }

    private Optional<SweepTimes> read(String expression) {
        try {
            return Optional.of(new SweepTimes(CronSchedule.parse(expression), spread));
        } catch (IllegalArgumentException | ArithmeticException e) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.REASON, e.getMessage())
                    .log("an ask's cron is none; it is asked on request only");
            return Optional.empty();
        }
    }
}
