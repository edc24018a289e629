package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.image.Lane;
import io.rollcall.contract.probe.Trigger;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is due when: registry → lane → due → target. To find the next one due costs the logarithm of the number of targets,
 * however many wait. There is an entry for each target of the task: it holds no more than it must. Not thread-safe.
 */
final class Agenda {
    private static final Comparator<Entry> ORDER =
            Comparator.comparingLong((Entry entry) -> entry.at).thenComparing(entry -> entry.target);

    private final Map<String, Map<Lane, NavigableSet<Entry>>> registries = new HashMap<>();
    private final Map<String, Entry> entries = new HashMap<>();

    /** One target's turn in one lane. */
    record Slot(String target, Due due) {
        Slot {
            requireNonNull(target, "target is null");
            requireNonNull(due, "due is null");
        }
    }

    /** A slot as it is kept: its time in milliseconds, and the target's next one in another lane. */
    private static final class Entry {
        private final String target;
        private final long at;
        private final Lane lane;
        private final Trigger trigger;
        private final NavigableSet<Entry> home;
        private final Entry further;

        private Entry(String target, Due due, NavigableSet<Entry> home, Entry further) {
            this.target = target;
            this.at = millis(due.at());
            this.lane = due.lane();
            this.trigger = due.trigger();
            this.home = home;
            this.further = further;
        }

        private Slot slot() {
            return new Slot(target, new Due(lane, Instant.ofEpochMilli(at), trigger));
        }
    }

    /** The target is due then, and at no other times; never where {@code dues} is empty. */
    void put(String registry, String target, List<Due> dues) {
        remove(target);
        if (dues.isEmpty()) {
            return;
        }
        Map<Lane, NavigableSet<Entry>> lanes = registries.computeIfAbsent(registry, it -> new EnumMap<>(Lane.class));
        Entry entry = null;
        for (Due due : dues) {
            NavigableSet<Entry> lane = lanes.computeIfAbsent(due.lane(), it -> new TreeSet<>(ORDER));
            entry = new Entry(target, due, lane, entry);
            lane.add(entry);
        }
        entries.put(target, entry);
    }

    /** The target is not due any more. */
    void remove(String target) {
        for (Entry entry = entries.remove(target); entry != null; entry = entry.further) {
            entry.home.remove(entry);
        }
    }

    /** @return of those due at {@code now} the one that waits longest in the best lane */
    Optional<Slot> next(String registry, Instant now) {
        long millis = now.toEpochMilli();
        for (NavigableSet<Entry> lane : lanes(registry).values()) {
            if (!lane.isEmpty() && lane.first().at <= millis) {
                return Optional.of(lane.first().slot());
            }
        }
        return Optional.empty();
    }

    /** @return of those due in this lane at {@code now} the one that waits longest */
    Optional<Slot> next(String registry, Lane lane, Instant now) {
        return next(registry, lane, null, now);
    }

    /** @return of those due in this lane at {@code now} the one that waits longest after {@code other}; null for the first */
    Optional<Slot> next(String registry, Lane lane, Slot other, Instant now) {
        NavigableSet<Entry> in = lanes(registry).get(lane);
        if (in == null || in.isEmpty()) {
            return Optional.empty();
        }
        Entry next = other == null ? in.first() : in.higher(new Entry(other.target(), other.due(), null, null));
        return next != null && next.at <= now.toEpochMilli() ? Optional.of(next.slot()) : Optional.empty();
    }

    /** @return when the first target of all lanes is or was due */
    Optional<Instant> earliest(String registry) {
        return lanes(registry).values().stream()
                .filter(lane -> !lane.isEmpty())
                .map(lane -> Instant.ofEpochMilli(lane.first().at))
                .min(Comparator.naturalOrder());
    }

    /** @return how many targets are due; costs as much as they are many */
    int waiting(String registry, Instant now) {
        Set<String> waiting = new HashSet<>();
        lanes(registry).values().forEach(lane -> {
            for (Entry entry : lane) {
                if (entry.at > now.toEpochMilli()) {
                    return;
                }
                waiting.add(entry.target);
            }
        });
        return waiting.size();
    }

    /** @return every registry that ever had a target here */
    Set<String> registries() {
        return registries.keySet();
    }

    private Map<Lane, NavigableSet<Entry>> lanes(String registry) {
        return registries.getOrDefault(registry, Map.of());
    }

    /** Not before the time itself; as late as there are milliseconds where it is later. */
    private static long millis(Instant at) {
        try {
            long millis = at.toEpochMilli();
            return Instant.ofEpochMilli(millis).isBefore(at) ? millis + 1 : millis;
        } catch (ArithmeticException e) {
            return at.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
