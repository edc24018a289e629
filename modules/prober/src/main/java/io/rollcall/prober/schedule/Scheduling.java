package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.policy.SweepTimes;
import io.rollcall.contract.topics.Topics;
import java.time.Duration;
import java.util.Optional;

/**
 * How the prober schedules.
 *
 * @param cluster the name of this cluster in every result
 * @param sweep when each target's turn in a sweep comes; empty disables sweeps and nothing else
 * @param spread how far targets on a cron of their own are spread after its ticks; above 0
 * @param tick how often completions are taken in and what is due is sent; 1 ms … 1 s
 */
public record Scheduling(String cluster, Topics topics, Optional<SweepTimes> sweep, Duration spread, Duration tick) {
    /** Often enough that what is due waits 10 ms at the median. */
    public static final Duration DEFAULT_TICK = Duration.ofMillis(20);

    public Scheduling {
        requireNonNull(cluster, "cluster is null");
        requireNonNull(topics, "topics is null");
        requireNonNull(sweep, "sweep is null");
        if (spread.isNegative() || spread.isZero()) {
            throw new IllegalArgumentException("spread is not above 0");
        }
        if (tick.toMillis() < 1 || tick.toMillis() > 1_000) {
            throw new IllegalArgumentException("tick is " + tick + ", not 1 ms … 1 s");
        }
    }
}
