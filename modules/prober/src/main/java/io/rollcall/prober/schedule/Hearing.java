package io.rollcall.prober.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Which tasks speak of which registry. One that has been silent for half a minute no longer has a vote. Where none speaks of
 * a registry while others of other ones do, it is forgotten; where nobody speaks at all, nothing is known, and all stays.
 */
final class Hearing {
    /** Three signs of life. */
    static final Duration SILENCE = RegistryReporter.SIGN_EVERY.multipliedBy(3);

    private final Map<String, Map<String, Instant>> heard = new HashMap<>();

    void heard(RegistryReport report, Instant now) {
        heard.computeIfAbsent(report.registry(), it -> new HashMap<>()).put(report.task(), now);
    }

    void look(Instant now) {
        heard.values().forEach(tasks -> {
            tasks.replaceAll((task, at) -> Instants.earlier(at, now));
            tasks.values().removeIf(at -> at.plus(SILENCE).isBefore(now));
        });
    }

    Votes votes(String registry, RegistryView view) {
        Map<String, Instant> speaking = heard.getOrDefault(registry, Map.of());
        return Votes.of(view.reports().values().stream()
                .filter(it -> speaking.containsKey(it.task()))
                .toList());
    }

    boolean isForgotten(String registry) {
        return heard.getOrDefault(registry, Map.of()).isEmpty()
                && heard.values().stream().anyMatch(tasks -> !tasks.isEmpty());
    }

    void forget(String registry) {
        heard.remove(registry);
    }
}
