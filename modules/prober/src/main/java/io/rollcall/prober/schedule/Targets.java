package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * One task's targets: the store, and the agenda that follows from it. INVARIANT: a target is on the agenda exactly as the
 * rules say, or in flight and not on it.
 */
final class Targets {
    private final KeyValueStore<String, Target> store;
    private final DueRules rules;
    private final Registries registries;
    private final Probes probes;
    private final Clock clock;
    private final Agenda agenda = new Agenda();
    private final Map<String, Integer> counts = new HashMap<>();

    Targets(KeyValueStore<String, Target> store, DueRules rules, Registries registries, Probes probes, Clock clock) {
        this.store = requireNonNull(store, "store is null");
        this.rules = requireNonNull(rules, "rules is null");
        this.registries = requireNonNull(registries, "registries is null");
        this.probes = requireNonNull(probes, "probes is null");
        this.clock = requireNonNull(clock, "clock is null");
        each((key, target) -> {
            count(key, 1);
            place(key, target);
        });
    }

    /** It is not in flight any more, though it was not answered. */
    void putBack(String key) {
        find(key).ifPresent(target -> place(TargetKey.parse(key), target));
    }

    /** Also when the clock went back: what was placed by it would wait until it has caught up. */
    void placeAll() {
        each(this::place);
    }

    private void each(BiConsumer<TargetKey, Target> action) {
        Instant now = clock.instant();
        try (KeyValueIterator<String, Target> all = store.all()) {
            all.forEachRemaining(entry -> action.accept(TargetKey.parse(entry.key), entry.value.asOf(now)));
        }
    }

    Agenda agenda() {
        return agenda;
    }

    /** @return how many there are, by registry */
    Map<String, Integer> counts() {
        return counts;
    }

    Optional<Target> find(String key) {
        return Optional.ofNullable(store.get(key));
    }

    /** @return the keys of all targets that begin so */
    List<String> startingWith(String prefix) {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, Target> some = store.prefixScan(prefix, new StringSerializer())) {
            some.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    /** Stores it, or forgets it if nobody asks any more. */
    void put(TargetKey key, Target state) {
        Target target = state.asOf(clock.instant());
        boolean known = store.get(key.text()) != null;
        if (target.subscribers().isEmpty()) {
            store.delete(key.text());
            agenda.remove(key.text());
            count(key, known ? -1 : 0);
        } else {
            store.put(key.text(), target);
            count(key, known ? 0 : 1);
            place(key, target);
        }
    }

    private void place(TargetKey key, Target target) {
        if (!probes.isInFlight(key.text())) {
            List<Due> dues = rules.of(key.text(), asItStands(key, target), registries.policyOf(key));
            agenda.put(registries.nameOf(key), key.text(), dues);
        }
    }

    /** What could not be sent and can be now, since the configuration was mended, counts as never probed: it is due at once. */
    private Target asItStands(TargetKey key, Target target) {
        boolean mended = target.last() != null
                && target.last().isHopeless()
                && registries.of(key).isPresent();
        return mended ? new Target(target.subscribers(), target.wants(), null) : target;
    }

    private void count(TargetKey key, int more) {
        counts.merge(registries.nameOf(key), more, Integer::sum);
    }
}
