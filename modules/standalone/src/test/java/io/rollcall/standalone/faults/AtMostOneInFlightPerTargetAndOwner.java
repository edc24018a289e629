package io.rollcall.standalone.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * One owner asks for a target once at a time; with another that owned it before, twice. Allowed: a asks, b asks, a is
 * answered, b is answered. Not allowed: a asks, a asks. Not allowed: a asks, b asks, c asks.
 */
record AtMostOneInFlightPerTargetAndOwner() implements ProbingGuarantee {

    @Override
    public List<String> violations(ProbingRun run) {
        List<String> violations = new ArrayList<>();
        run.visitsByImage()
                .forEach((image, visits) -> visits.forEach(visit -> {
                    long byAll = NoMoreInFlightThan.atOnce(visits, visit.from(), it -> true);
                    long byOne = NoMoreInFlightThan.atOnce(
                            visits, visit.from(), it -> it.door().equals(visit.door()));
                    if (byOne > 1 || byAll > 2) {
                        violations.add("%s at %s: %d by %s, %d by all"
                                .formatted(image, visit.from(), byOne, visit.door(), byAll));
                    }
                }));
        return violations;
    }
}
