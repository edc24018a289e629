package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.image.Lane;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is due when: registry → lane → due → target. To find the next one due costs the logarithm of the number of targets,
 * however many wait. Not thread-safe.
 */
final class Agenda {
    private static final Comparator<Slot> ORDER =
            Comparator.comparing((Slot slot) -> slot.due().at()).thenComparing(Slot::target);

    private final Map<String, Map<Lane, NavigableSet<Slot>>> registries = new HashMap<>();
    private final Map<String, Place> places = new HashMap<>();

    /** One target's turn in one lane. */
    record Slot(String target, Due due) {
        Slot {
            requireNonNull(target, "target is null");
            requireNonNull(due, "due is null");
        }
    }

    private record Place(String registry, List<Slot> slots) {}

    /** The target is due then, and at no other times; never where {@code dues} is empty. */
    void put(String registry, String target, List<Due> dues) {
        remove(target);
        if (dues.isEmpty()) {
            return;
        }
        List<Slot> slots = dues.stream().map(due -> new Slot(target, due)).toList();
        places.put(target, new Place(registry, slots));
        Map<Lane, NavigableSet<Slot>> lanes = registries.computeIfAbsent(registry, it -> new EnumMap<>(Lane.class));
        slots.forEach(slot -> lanes.computeIfAbsent(slot.due().lane(), it -> new TreeSet<>(ORDER))
                .add(slot));
    }

    /** The target is not due any more. */
    void remove(String target) {
        Place place = places.remove(target);
        if (place != null) {
            Map<Lane, NavigableSet<Slot>> lanes = registries.get(place.registry());
            place.slots().forEach(slot -> lanes.get(slot.due().lane()).remove(slot));
        }
    }

    /** @return of those due at {@code now} the one that waits longest in the best lane */
    Optional<Slot> next(String registry, Instant now) {
        return lanes(registry).values().stream()
                .filter(lane -> !lane.isEmpty() && !lane.first().due().at().isAfter(now))
                .map(NavigableSet::first)
                .findFirst();
    }

    /** @return of those due in this lane at {@code now} the one that waits longest */
    Optional<Slot> next(String registry, Lane lane, Instant now) {
        return next(registry, lane, null, now);
    }

    /** @return of those due in this lane at {@code now} the one that waits longest after {@code other}; null for the first */
    Optional<Slot> next(String registry, Lane lane, Slot other, Instant now) {
        NavigableSet<Slot> slots = lanes(registry).get(lane);
        if (slots == null || slots.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(other == null ? slots.first() : slots.higher(other))
                .filter(slot -> !slot.due().at().isAfter(now));
    }

    /** @return when the first target of all lanes is or was due */
    Optional<Instant> earliest(String registry) {
        return lanes(registry).values().stream()
                .filter(lane -> !lane.isEmpty())
                .map(lane -> lane.first().due().at())
                .min(Comparator.naturalOrder());
    }

    /** @return every registry that ever had a target here */
    Set<String> registries() {
        return registries.keySet();
    }

    private Map<Lane, NavigableSet<Slot>> lanes(String registry) {
        return registries.getOrDefault(registry, Map.of());
    }
}
