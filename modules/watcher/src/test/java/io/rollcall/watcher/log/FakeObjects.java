package io.rollcall.watcher.log;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.watcher.rule.Seen;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Informers that have what they are told to have. Keys whose kind begins with {@code other} are not ours. */
final class FakeObjects implements Objects {
    final Map<ImageKey, Seen> seen = new LinkedHashMap<>();
    final Set<String> unsynced = new HashSet<>();
    boolean selective;

    @Override
    public boolean isOurs(ImageKey key) {
        return !key.kind().startsWith("other");
    }

    @Override
    public boolean isSelective() {
        return selective;
    }

    @Override
    public boolean isSynced(String kind) {
        return !unsynced.contains(kind);
    }

    @Override
    public Optional<Seen> find(ImageKey key) {
        return Optional.ofNullable(seen.get(key));
    }

    @Override
    public void forEachKey(Consumer<ImageKey> action) {
        seen.keySet().forEach(action);
    }
}
