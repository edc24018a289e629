package io.rollcall.prober.schedule;

import io.rollcall.contract.probe.Verdict;
import java.util.HashMap;
import java.util.Map;

/** How many targets and images there are, by registry; kept as targets come, change and go, and never counted anew. */
final class Census {
    private final Map<String, Tally> tallies = new HashMap<>();

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
            boolean gone = target.last() != null && target.last().verdict() instanceof Verdict.Absent;
            return new Tally(targets + sign, bound + sign * images, absent + (gone ? sign * images : 0));
        }
    }

    void add(String registry, Target target) {
        tallies.put(registry, of(registry).plus(1, target));
    }

    void remove(String registry, Target target) {
        tallies.put(registry, of(registry).plus(-1, target));
    }

    Tally of(String registry) {
        return tallies.getOrDefault(registry, Tally.NONE);
    }

    /** @return the number of targets, by registry */
    Map<String, Integer> targets() {
        Map<String, Integer> targets = new HashMap<>();
        tallies.forEach((registry, tally) -> targets.put(registry, tally.targets()));
        return targets;
    }
}
