package io.rollcall.prober.schedule;

import io.rollcall.contract.probe.BreakerState;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What each prober instance that is alive says of a registry: of all its tasks the last word.
 *
 * @param byInstance never an instance that is silent
 */
record Votes(Map<String, RegistryReport> byInstance, Optional<Instant> answeredAt) {
    static Votes of(Collection<RegistryReport> reports) {
        Map<String, RegistryReport> byInstance = new TreeMap<>();
        reports.forEach(it ->
                byInstance.merge(it.instance(), it, (one, other) -> one.at().isAfter(other.at()) ? one : other));
        return new Votes(
                byInstance,
                reports.stream()
                        .flatMap(it -> Optional.ofNullable(it.answeredAt()).stream())
                        .max(Comparator.naturalOrder()));
    }

    int count() {
        return byInstance.size();
    }

    int open() {
        return (int) byInstance.values().stream().filter(RegistryReport::isOpen).count();
    }

    /** @return since when at least half of the instances have left the registry alone; empty if fewer do */
    Optional<Instant> halfOpenSince() {
        return byInstance.values().stream()
                .filter(RegistryReport::isOpen)
                .map(RegistryReport::openSince)
                .sorted()
                .skip((count() - 1) / 2)
                .findFirst();
    }

    /** @return whether the registry is known to have answered anybody after that */
    boolean answeredAfter(Instant time) {
        return answeredAt.filter(at -> at.isAfter(time)).isPresent();
    }

    Map<String, BreakerState> breakers() {
        Map<String, BreakerState> breakers = new TreeMap<>();
        byInstance.forEach((instance, report) -> breakers.put(instance, report.breaker()));
        return breakers;
    }
}
