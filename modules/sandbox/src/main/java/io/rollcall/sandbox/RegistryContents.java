package io.rollcall.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What a {@link BuiltInRegistry} stores, in memory, one repository apart from another. Safe for use by several threads. */
final class RegistryContents {

    /** A stored manifest: its bytes and the media type it was pushed with. */
    @SuppressWarnings("ArrayRecordComponent") // bytes of a manifest; never compared
    record Stored(byte[] content, String mediaType) {}

    private static final class Repository {
        private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
        private final Map<String, Stored> manifests = new ConcurrentHashMap<>();
        private final SortedMap<String, String> tags = new TreeMap<>();
    }

    private final SortedMap<String, Repository> repositories = new TreeMap<>();

    synchronized void putBlob(String repository, String digest, byte[] content) {
        of(repository).blobs.put(digest, content);
    }

    synchronized Optional<byte[]> blob(String repository, String digest) {
        return find(repository).map(r -> r.blobs.get(digest));
    }

    synchronized boolean deleteBlob(String repository, String digest) {
        return find(repository).map(r -> r.blobs.remove(digest)).isPresent();
    }

    /** Stores a manifest under its digest, and under the tag if the reference is one. */
    synchronized void putManifest(String repository, String reference, String digest, Stored manifest) {
        Repository r = of(repository);
        r.manifests.put(digest, manifest);
        if (!isDigest(reference)) {
            r.tags.put(reference, digest);
        }
    }

    /** The digest that a tag or a digest stands for, if there is such a manifest. */
    synchronized Optional<String> resolve(String repository, String reference) {
        return find(repository)
                .map(r -> isDigest(reference) ? reference : r.tags.get(reference))
                .filter(digest -> of(repository).manifests.containsKey(digest));
    }

    synchronized Optional<Stored> manifest(String repository, String digest) {
        return find(repository).map(r -> r.manifests.get(digest));
    }

    /** Deletes a manifest and the tags that point to it. */
    synchronized boolean deleteManifest(String repository, String digest) {
        return find(repository)
                .map(r -> {
                    r.tags.values().removeIf(digest::equals);
                    return r.manifests.remove(digest);
                })
                .isPresent();
    }

    /** The tags in order; empty if the repository was never pushed to. */
    synchronized Optional<List<String>> tags(String repository) {
        return find(repository).map(r -> List.copyOf(r.tags.keySet()));
    }

    synchronized List<String> repositories() {
        return List.copyOf(repositories.keySet());
    }

    static boolean isDigest(String reference) {
        return reference.indexOf(':') >= 0;
    }

    private Repository of(String name) {
        return repositories.computeIfAbsent(name, ignored -> new Repository());
    }

    private Optional<Repository> find(String name) {
        return Optional.ofNullable(repositories.get(name));
    }
}
