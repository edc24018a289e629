package io.rollcall.standalone.faults;

import io.rollcall.testkit.CountingRegistry.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * From its first probe to the end, no image of the last generation is left alone for longer than the bound. With one image
 * and a bound of 2 s. Allowed: 0 s, 2 s. Not allowed: 0 s, 3 s; nothing at all.
 *
 * @param images those that are asked for at the end
 */
record EveryDueImageIsProbed(Set<String> images, Duration bound) implements ProbingGuarantee {

    @Override
    public List<String> violations(ProbingRun run) {
        List<String> violations = new ArrayList<>();
        var visits = run.visitsByImage();
        Set<String> never = new TreeSet<>(images);
        never.removeAll(visits.keySet());
        never.forEach(image -> violations.add(image + " was never asked for"));
        images.stream().filter(visits::containsKey).forEach(image -> {
            Instant before = visits.get(image).get(0).from();
            for (Visit visit : visits.get(image)) {
                note(violations, image, before, visit.from());
                before = visit.from();
            }
            note(violations, image, before, run.end());
        });
        return violations;
    }

    private void note(List<String> violations, String image, Instant before, Instant after) {
        Duration gap = Duration.between(before, after);
        if (gap.compareTo(bound) > 0) {
            violations.add("%s was left alone for %s from %s".formatted(image, gap, before));
        }
    }
}
