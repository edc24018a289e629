package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.function.Supplier;

/**
 * What every task of one process shares.
 *
 * @param epochs a name that no other owner of a task ever bore, each time it is asked; the first half of an attempt
 */
public record Parts(
        Scheduling scheduling,
        Registries registries,
        ProbeMeters meters,
        LiveTasks tasks,
        Clock clock,
        Supplier<String> epochs) {
    public Parts {
        requireNonNull(scheduling, "scheduling is null");
        requireNonNull(registries, "registries is null");
        requireNonNull(meters, "meters is null");
        requireNonNull(tasks, "tasks is null");
        requireNonNull(clock, "clock is null");
        requireNonNull(epochs, "epochs is null");
    }
}
