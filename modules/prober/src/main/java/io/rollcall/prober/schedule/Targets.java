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
    private final Census census = new Census();
    private boolean marked;

    Targets(KeyValueStore<String, Target> store, DueRules rules, Registries registries, Probes probes, Clock clock) {
        this.store = requireNonNull(store, "store is null");
        this.rules = requireNonNull(rules, "rules is null");
        this.registries = requireNonNull(registries, "registries is null");
        this.probes = requireNonNull(probes, "probes is null");
        this.clock = requireNonNull(clock, "clock is null");
        Instant now = clock.instant();
        each((key, target) -> {
            TargetKey parsed = TargetKey.parse(key);
            census.add(registries.nameOf(parsed), target);
            place(parsed, target.asOf(now));
        });
    }

    /** From now on the store shows that it is whole. */
    void mark() {
        if (!marked) {
            store.put(Sentinel.KEY, Target.NONE);
            marked = true;
        }
    }

    /** It is not in flight any more, though it was not answered. */
    void putBack(String key) {
        find(key).ifPresent(target -> place(TargetKey.parse(key), target));
    }

    /**
     * All anew: the rules have changed, or the clock went back. What was stored by it from later than now is stored as of
     * now; else it would have to wait until the clock has caught up.
     */
    void placeAll() {
        Instant now = clock.instant();
        Map<String, Target> ahead = new HashMap<>();
        each((key, stored) -> {
            Target target = stored.asOf(now);
            if (stored.isAheadOf(now)) {
                ahead.put(key, target);
            }
            place(TargetKey.parse(key), target);
        });
        ahead.forEach(store::put);
    }

    private void each(BiConsumer<String, Target> action) {
        try (KeyValueIterator<String, Target> all = store.all()) {
            all.forEachRemaining(entry -> {
                if (entry.key.equals(Sentinel.KEY)) {
                    marked = true;
                } else {
                    action.accept(entry.key, entry.value);
                }
            });
        }
    }

    Agenda agenda() {
        return agenda;
    }

    Census census() {
        return census;
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
        String registry = registries.nameOf(key);
        find(key.text()).ifPresent(before -> census.remove(registry, before));
        if (target.subscribers().isEmpty()) {
            store.delete(key.text());
            agenda.remove(key.text());
        } else {
            store.put(key.text(), target);
            census.add(registry, target);
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
}
