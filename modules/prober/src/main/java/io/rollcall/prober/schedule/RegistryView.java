package io.rollcall.prober.schedule;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;

/**
 * A registry seen over all tasks: the value in the store {@code registry-views}.
 *
 * @param reports the last of each task
 * @param incidents how many there have been
 * @param incident null if there is none now
 * @param massLossSince null if there is none now
 */
record RegistryView(Map<String, RegistryReport> reports, long incidents, Incident incident, Instant massLossSince) {
    static final RegistryView NONE = new RegistryView(Map.of(), 0, null, null);

    RegistryView {
        reports = reports == null ? Map.of() : Map.copyOf(reports);
        massLossSince = massLossSince == null ? null : massLossSince.truncatedTo(ChronoUnit.MILLIS);
    }

    RegistryView heard(RegistryReport report) {
        Map<String, RegistryReport> all = new HashMap<>(reports);
        all.put(report.task(), report);
        return new RegistryView(all, incidents, incident, massLossSince);
    }

    RegistryView begin(Incident begun) {
        return new RegistryView(reports, incidents + 1, begun, massLossSince);
    }

    RegistryView in(Incident changed) {
        return new RegistryView(reports, incidents, changed, massLossSince);
    }

    RegistryView ended() {
        return new RegistryView(reports, incidents, null, massLossSince);
    }

    RegistryView withMassLoss(Instant since) {
        return new RegistryView(reports, incidents, incident, since);
    }

    /** What a silent task last said counts on: its targets are still somebody's, its breaker is not. */
    long bound() {
        return sum(RegistryReport::bound);
    }

    long absent() {
        return sum(RegistryReport::absent);
    }

    long waiting() {
        return sum(RegistryReport::waiting);
    }

    /** @return some of the images that are absent, in order */
    List<String> sample(int atMost) {
        return reports.values().stream()
                .map(RegistryReport::sample)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .distinct()
                .sorted()
                .limit(atMost)
                .toList();
    }

    private long sum(ToLongFunction<RegistryReport> of) {
        return reports.values().stream().mapToLong(of).sum();
    }
}
