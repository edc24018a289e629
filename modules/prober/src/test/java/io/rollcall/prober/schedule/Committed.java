package io.rollcall.prober.schedule;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * What was committed of one partition, and outlives its owners: the changelogs of its stores, and in which topics it was read
 * on. A store begins as what its changelog comes to.
 */
final class Committed implements Function<String, KeyValueBytesStoreSupplier>, Past {
    private final Map<String, Map<Bytes, byte[]>> stores = Map.of(
            Names.BINDINGS, new HashMap<>(),
            Names.TARGETS, new HashMap<>(),
            Names.REGISTRY_VIEWS, new HashMap<>());
    private final Set<String> read = new HashSet<>();

    /** What this owner has done so far lasts. */
    void add(Owner owner, Set<String> topics) {
        stores.forEach((store, content) -> owner.written(Owner.APPLICATION + "-" + store + "-changelog")
                .forEach(change -> put(content, Bytes.wrap(change.key()), change.value())));
        read.addAll(topics);
    }

    private static void put(Map<Bytes, byte[]> content, Bytes key, byte[] value) {
        if (value == null) {
            content.remove(key);
        } else {
            content.put(key, value);
        }
    }

    @Override
    public KeyValueBytesStoreSupplier apply(String name) {
        KeyValueBytesStoreSupplier empty = Stores.inMemoryKeyValueStore(name);
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                KeyValueStore<Bytes, byte[]> store = empty.get();
                stores.get(name).forEach(store::put);
                return store;
            }

            @Override
            public String metricsScope() {
                return empty.metricsScope();
            }
        };
    }

    @Override
    public Optional<String> commandsTopic() {
        return Optional.of("the one that there is");
    }

    @Override
    public boolean hasRead(List<String> topics, int partition) {
        return topics.stream().anyMatch(read::contains);
    }

    /** No history loses a topic: whoever takes this for a loss is wrong. */
    @Override
    public void lost(String what) {
        throw new AssertionError(what + ", says the task; nothing is");
    }
}
