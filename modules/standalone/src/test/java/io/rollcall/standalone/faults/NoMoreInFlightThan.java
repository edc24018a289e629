package io.rollcall.standalone.faults;

import io.rollcall.testkit.CountingRegistry.Visit;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** The registry never answers more than {@code most} probes at once. Not allowed, with one: two that overlap. */
record NoMoreInFlightThan(int most) implements ProbingGuarantee {

    @Override
    public List<String> violations(ProbingRun run) {
        return run.visits().stream()
                .filter(visit -> atOnce(run.visits(), visit.from(), it -> true) > most)
                .limit(1)
                .map(visit -> "%d at %s".formatted(atOnce(run.visits(), visit.from(), it -> true), visit.from()))
                .toList();
    }

    /** How many of them are with the registry at that moment. */
    static long atOnce(List<Visit> visits, Instant moment, Predicate<Visit> which) {
        return visits.stream()
                .filter(which)
                .filter(it -> !it.from().isAfter(moment) && it.to().isAfter(moment))
                .count();
    }
}
