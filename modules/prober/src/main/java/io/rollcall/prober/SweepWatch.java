package io.rollcall.prober;

import static java.util.Objects.requireNonNull;

import io.rollcall.prober.schedule.LiveTasks;
import io.rollcall.prober.schedule.Registries;
import io.rollcall.runtime.health.Health;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tells in the service's health of which registries the sweeps do not keep up. It never makes the prober unready: what is
 * asked for late is asked for. Not thread-safe.
 */
final class SweepWatch {
    private final Registries registries;
    private final LiveTasks tasks;
    private final Health health;
    private final Clock clock;
    private final Set<String> told = new HashSet<>();

    SweepWatch(Registries registries, LiveTasks tasks, Health health, Clock clock) {
        this.registries = requireNonNull(registries, "registries is null");
        this.tasks = requireNonNull(tasks, "tasks is null");
        this.health = requireNonNull(health, "health is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** The name of the condition of a registry's sweeps; there is one from when they first do not keep up. */
    static String condition(String host) {
        return "sweep " + host;
    }

    /** Tells how they all are now. */
    void look() {
        Map<String, String> late = registries.lateSweeps(tasks, clock.instant());
        late.forEach((host, words) -> health.degraded(condition(host), words));
        told.removeAll(late.keySet());
        told.forEach(host -> health.ok(condition(host)));
        told.clear();
        told.addAll(late.keySet());
    }
}
