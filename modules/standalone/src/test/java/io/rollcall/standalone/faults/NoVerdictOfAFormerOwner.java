package io.rollcall.standalone.faults;

import io.rollcall.contract.probe.ProbeResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Once a target has a verdict of its new owner, none of a former one follows; and no attempt is told twice. Owners are told
 * apart by the epoch in their attempts. Allowed: a-1, a-2, b-1. Not allowed: a-1, b-1, a-2. Not allowed: a-1, a-1.
 */
record NoVerdictOfAFormerOwner() implements ProbingGuarantee {

    @Override
    public List<String> violations(ProbingRun run) {
        List<String> violations = new ArrayList<>();
        run.results().stream()
                .map(it -> it.uid() + " " + it.target())
                .distinct()
                .forEach(target -> {
                    Map<String, Long> lastOf = new HashMap<>();
                    String owner = null;
                    for (ProbeResult result : run.results()) {
                        if (target.equals(result.uid() + " " + result.target())) {
                            String epoch = result.attempt()
                                    .substring(0, result.attempt().lastIndexOf('-'));
                            long count = Long.parseLong(result.attempt().substring(epoch.length() + 1));
                            boolean returns = !epoch.equals(owner) && lastOf.containsKey(epoch);
                            if (returns || count <= lastOf.getOrDefault(epoch, 0L)) {
                                violations.add("%s: attempt %s after %s".formatted(target, result.attempt(), lastOf));
                            }
                            lastOf.put(epoch, count);
                            owner = epoch;
                        }
                    }
                });
        return violations;
    }
}
