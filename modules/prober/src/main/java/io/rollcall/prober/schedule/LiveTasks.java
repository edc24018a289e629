package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The scheduling tasks that this process owns and that are restored: what each last said of itself. Thread-safe. */
public final class LiveTasks {
    private final Map<Object, Status> tasks = new ConcurrentHashMap<>();

    /**
     * One task.
     *
     * @param targets by registry, bound here
     * @param earliest by registry, when the first of them is or was due
     * @param at when this was true
     */
    record Status(Map<String, Integer> targets, Map<String, Instant> earliest, Instant at) {
        Status {
            targets = Map.copyOf(targets);
            earliest = Map.copyOf(earliest);
            requireNonNull(at, "at is null");
        }
    }

    void report(Object task, Status status) {
        tasks.put(task, status);
    }

    void gone(Object task) {
        tasks.remove(task);
    }

    /** @return how many there are */
    public int count() {
        return tasks.size();
    }

    /** @return when the one that has been silent longest last gave a sign of life; empty where there is none */
    public Optional<Instant> oldestSign() {
        return tasks.values().stream().map(Status::at).min(Comparator.naturalOrder());
    }

    int targets(String registry) {
        return tasks.values().stream()
                .mapToInt(task -> task.targets().getOrDefault(registry, 0))
                .sum();
    }

    Optional<Instant> earliest(String registry) {
        return tasks.values().stream()
                .flatMap(task -> Optional.ofNullable(task.earliest().get(registry)).stream())
                .min(Comparator.naturalOrder());
    }
}
