package io.rollcall.prober.schedule;

import io.rollcall.contract.probe.Verdict;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How many targets and images there are, by registry; kept as targets come, change and go, and never counted anew. */
final class Census {
    private static final int SAMPLE = 5;

    private final Map<String, Tally> tallies = new HashMap<>();
    private final Map<String, Set<String>> samples = new HashMap<>();

    /**
     * One registry's.
     *
     * @param bound images that ask about the targets
     * @param absent those of them whose target's last verdict is absent
     */
    record Tally(int targets, long bound, long absent) {
        static final Tally NONE = new Tally(0, 0, 0);

        private Tally plus(int sign, Target target) {
            long images = target.subscribers().size();
            return new Tally(targets + sign, bound + sign * images, absent + (isAbsent(target) ? sign * images : 0));
        }
    }

    void add(String registry, Target target) {
        tallies.put(registry, of(registry).plus(1, target));
        if (isAbsent(target)) {
            Set<String> sample = samples.computeIfAbsent(registry, it -> new LinkedHashSet<>());
            target.subscribers().stream()
                    .limit(SAMPLE - sample.size())
                    .forEach(it -> sample.add(it.image().toString()));
        }
    }

    void remove(String registry, Target target) {
        tallies.put(registry, of(registry).plus(-1, target));
        if (isAbsent(target)) {
            Set<String> sample = samples.getOrDefault(registry, Set.of());
            target.subscribers().forEach(it -> sample.remove(it.image().toString()));
        }
    }

    private static boolean isAbsent(Target target) {
        return target.last() != null && target.last().verdict() instanceof Verdict.Absent;
    }

    Tally of(String registry) {
        return tallies.getOrDefault(registry, Tally.NONE);
    }

    /** @return some of the images whose target's last verdict is absent, mostly the last that came to it */
    List<String> sampleOf(String registry) {
        return List.copyOf(samples.getOrDefault(registry, Set.of()));
    }

    /** @return the number of targets, by registry */
    Map<String, Integer> targets() {
        Map<String, Integer> targets = new HashMap<>();
        tallies.forEach((registry, tally) -> targets.put(registry, tally.targets()));
        return targets;
    }
}
