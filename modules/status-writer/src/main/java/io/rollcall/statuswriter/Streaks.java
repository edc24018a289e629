package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.transition.Outcome;
import io.rollcall.contract.transition.Transition;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What transitions say of each change, as long as a verdict lasts. The same transition counts once, however often it is
 * taken. It forgets what was asked for and told longest ago. Not safe for use by several threads.
 */
final class Streaks {
    private final Map<Streak, Entry> entries;

    /**
     * A verdict that stands, and what it does to an object.
     *
     * @param since names the verdict: another one has another time
     */
    record Streak(String uid, String change, Instant since) {
        Streak {
            requireNonNull(uid, "uid is null");
            requireNonNull(change, "change is null");
            requireNonNull(since, "since is null");
        }
    }

    /** @param writes when each was decided, by its id */
    private record Entry(Map<String, Instant> writes, Set<Outcome> told) {}

    /** @param capacity changes at most */
    Streaks(int capacity) {
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Streak, Entry> eldest) {
                return size() > capacity;
            }
        };
    }

    void take(Transition transition) {
        Streak streak = new Streak(
                transition.uid(), transition.change(), transition.evidence().verdictSince());
        Entry entry =
                entries.computeIfAbsent(streak, it -> new Entry(new LinkedHashMap<>(), EnumSet.noneOf(Outcome.class)));
        entry.told().add(transition.outcome());
        if (transition.outcome() == Outcome.WRITTEN) {
            entry.writes().putIfAbsent(transition.id(), transition.decidedAt());
        }
    }

    Precedent of(Streak streak) {
        Entry entry = entries.get(streak);
        return entry == null ? Precedent.NONE : new Precedent(entry.writes(), entry.told());
    }
}
