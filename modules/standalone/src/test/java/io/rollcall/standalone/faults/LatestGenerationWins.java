package io.rollcall.standalone.faults;

import io.rollcall.contract.probe.ProbeResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Once there was a verdict on what an image refers to now, none follows on what it referred to before; and the last one is on
 * what it refers to now. Allowed: v1, v2, v2. Not allowed: v1, v2, v1. Not allowed: v1 alone.
 *
 * @param latest by uid, what each refers to at the end
 */
record LatestGenerationWins(Map<String, String> latest) implements ProbingGuarantee {

    @Override
    public List<String> violations(ProbingRun run) {
        List<String> violations = new ArrayList<>();
        Map<String, List<ProbeResult>> results = run.resultsByUid();
        latest.forEach((uid, target) -> {
            Set<String> overtaken = new HashSet<>();
            String before = "";
            for (ProbeResult result : results.getOrDefault(uid, List.of())) {
                if (!result.target().equals(before) && !overtaken.add(result.target())) {
                    violations.add("%s: %s again after %s".formatted(uid, result.target(), before));
                }
                before = result.target();
            }
            if (!before.equals(target)) {
                violations.add("%s: the last verdict is on %s, not on %s".formatted(uid, before, target));
            }
        });
        return violations;
    }
}
