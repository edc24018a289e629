package io.rollcall.prober.registry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The contents of manifests that were read: a digest never changes its meaning. Bounded; thread-safe. */
final class KnownContents {
    private static final int MOST = 1_000;

    private final Map<String, Contents> byDigest = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Contents> eldest) {
            return size() > MOST;
        }
    };

    synchronized Optional<Contents> of(String digest) {
        return Optional.ofNullable(byDigest.get(digest));
    }

    synchronized void add(String digest, Contents contents) {
        byDigest.put(digest, contents);
    }
}
