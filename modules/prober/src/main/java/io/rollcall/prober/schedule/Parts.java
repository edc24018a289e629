package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What every task of one process shares.
 *
 * @param nanos a clock that never goes back, in nanoseconds, such as {@link System#nanoTime}; it alone bounds how long a tick is
 * @param epochs a name that no other owner of a task ever bore, each time it is asked; the first half of an attempt
 * @param instance the name of this process among its replicas
 */
public record Parts(
        Scheduling scheduling,
        Registries registries,
        ProbeMeters meters,
        LiveTasks tasks,
        Clock clock,
        LongSupplier nanos,
        Supplier<String> epochs,
        String instance,
        Patience patience,
        Past past,
        Commits commits) {
    public Parts {
        requireNonNull(scheduling, "scheduling is null");
        requireNonNull(registries, "registries is null");
        requireNonNull(meters, "meters is null");
        requireNonNull(tasks, "tasks is null");
        requireNonNull(clock, "clock is null");
        requireNonNull(nanos, "nanos is null");
        requireNonNull(epochs, "epochs is null");
        requireNonNull(instance, "instance is null");
        requireNonNull(patience, "patience is null");
        requireNonNull(past, "past is null");
        requireNonNull(commits, "commits is null");
    }

    /** With commits of its own. */
    public Parts(
            Scheduling scheduling,
            Registries registries,
            ProbeMeters meters,
            LiveTasks tasks,
            Clock clock,
            LongSupplier nanos,
            Supplier<String> epochs,
            String instance,
            Patience patience,
            Past past) {
        this(scheduling, registries, meters, tasks, clock, nanos, epochs, instance, patience, past, new Commits(nanos));
    }

    /** One process alone, with every registry's default patience. */
    public Parts(
            Scheduling scheduling,
            Registries registries,
            ProbeMeters meters,
            LiveTasks tasks,
            Clock clock,
            LongSupplier nanos,
            Supplier<String> epochs) {
        this(scheduling, registries, meters, tasks, clock, nanos, epochs, "prober", new Patience(), Past.UNKNOWN);
    }

    /** The same, of an application of which this is known. */
    public Parts with(Past other) {
        return new Parts(
                scheduling, registries, meters, tasks, clock, nanos, epochs, instance, patience, other, commits);
    }
}
