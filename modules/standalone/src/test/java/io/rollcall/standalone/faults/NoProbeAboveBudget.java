package io.rollcall.standalone.faults;

import io.rollcall.testkit.CountingRegistry.Visit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Over any time w no more than {@code burst + perSecond · (w + late)} probes reach the registry, whoever sent them. With
 * 1/s, burst 2 and nothing late. Allowed: 0 s, 0 s, 1 s. Not allowed: 0 s, 0 s, 0 s.
 *
 * @param late by how much one probe may be longer on its way than another
 */
record NoProbeAboveBudget(double perSecond, double burst, Duration late) implements ProbingGuarantee {

    @Override
    public List<String> violations(ProbingRun run) {
        List<String> violations = new ArrayList<>();
        double worst = 0;
        for (int from = 0; from < run.visits().size(); from++) {
            for (int to = from; to < run.visits().size(); to++) {
                Visit first = run.visits().get(from);
                Visit last = run.visits().get(to);
                double seconds =
                        Duration.between(first.from(), last.from()).plus(late).toNanos() / 1e9;
                double above = to - from + 1 - burst - perSecond * seconds;
                if (above > Math.max(worst, 1e-6)) {
                    worst = above;
                    violations.add(
                            0,
                            "%d probes from %s to %s, %.1f too many"
                                    .formatted(to - from + 1, first.from(), last.from(), above));
                }
            }
        }
        return violations.stream().limit(1).toList();
    }
}
