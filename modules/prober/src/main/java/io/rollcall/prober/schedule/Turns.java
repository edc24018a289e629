package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.policy.CronSchedule;
import io.rollcall.contract.policy.SweepTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Each target's turns: in the sweep, and on crons of its own, spread alike. Not thread-safe: it remembers the crons it has
 * read.
 */
final class Turns {
    private static final int MOST_CRONS = 1_000;

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

    /** @return the target's first turn in a sweep after {@code after} */
    Optional<Instant> sweep(String target, Instant after) {
        return sweep.map(times -> times.next(target, after));
    }

    /** @return the target's first turn on this cron after {@code after}; empty where it is no cron */
    Optional<Instant> cron(String expression, String target, Instant after) {
        if (crons.size() >= MOST_CRONS) {
            crons.clear();
        }
        return crons.computeIfAbsent(expression, this::read).map(times -> times.next(target, after));
    }

    private Optional<SweepTimes> read(String expression) {
        try {
            return Optional.of(new SweepTimes(CronSchedule.parse(expression), spread));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
