package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Which tasks speak of which registry. One that has been silent for half a minute no longer has a vote. Where none speaks of
 * a registry while others of other ones do, it is forgotten; where nobody speaks at all, nothing is known, and all stays.
 * Whoever takes over what another had heard listens until everybody has spoken before it judges.
 */
final class Hearing {
    /** Three signs of life. */
    static final Duration SILENCE = RegistryReporter.SIGN_EVERY.multipliedBy(3);

    private static final Duration EVERYBODY = RegistryReporter.SIGN_EVERY.plus(RegistriesProcessor.TICK);

    private final Map<String, Map<String, Instant>> heard = new HashMap<>();
    private final Instant begun;
    private final boolean takesOver;

    Hearing(Instant begun, boolean takesOver) {
        this.begun = requireNonNull(begun, "begun is null");
        this.takesOver = takesOver;
    }

    /** What was said long ago, and is read only now, makes nobody alive. */
    void heard(RegistryReport report, Instant now) {
        heard.computeIfAbsent(report.registry(), it -> new HashMap<>())
                .put(report.task(), Instants.earlier(report.at(), now));
    }

    boolean mayJudge(Instant now) {
        return !takesOver || listened(now, EVERYBODY);
    }

    private boolean listened(Instant now, Duration time) {
        return Duration.between(begun, now).abs().compareTo(time) >= 0;
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

    boolean isForgotten(String registry, Instant now) {
        return listened(now, SILENCE)
                && heard.getOrDefault(registry, Map.of()).isEmpty()
                && heard.values().stream().anyMatch(tasks -> !tasks.isEmpty());
    }

    void forget(String registry) {
        heard.remove(registry);
    }
}
