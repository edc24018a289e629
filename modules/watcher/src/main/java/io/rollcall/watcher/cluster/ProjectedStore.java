package io.rollcall.watcher.cluster;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.kind.Projection;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.watcher.rule.Examples;
import io.rollcall.watcher.rule.Seen;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An informer's memory: of each object only its projection. What it hands back to the informer is a name, a uid and a
 * resourceVersion, which is all that an informer looks at. It tells of what comes itself; of what goes, the informer tells.
 */
final class ProjectedStore implements ItemStore<GenericKubernetesResource> {
    /** Enough that a list goes on while the log's thread is busy; of no weight beside a page. */
    static final int MOST_UNPACKED = 1_000;

    private final Map<ImageKey, Kept> objects = new ConcurrentHashMap<>();
    private final AtomicInteger unpacked = new AtomicInteger();
    private final ResourceKind kind;
    private final Projection projection;
    private final String crd;
    private final Examples examples = new Examples();

    private final Consumer<ImageKey> changed;

    /** @param changed is told of each object that came, or came in another version, when it is here */
    ProjectedStore(ResourceKind kind, Projection projection, Consumer<ImageKey> changed) {
        this.kind = requireNonNull(kind, "kind is null");
        this.projection = requireNonNull(projection, "projection is null");
        this.changed = requireNonNull(changed, "changed is null");
        this.crd = kind.crd();
    }

    /** How many objects wait to be packed. */
    int unpacked() {
        return unpacked.get();
    }

    /** Lets go of everything. Nobody may look any more: what is not here looks as if it was gone. */
    void clear() {
        objects.clear();
    }

    Optional<Seen> find(ImageKey key) {
        return Optional.ofNullable(objects.get(key)).map(Kept::seen);
    }

    void forEachKey(Consumer<ImageKey> action) {
        objects.keySet().forEach(action);
    }

    ImageKey imageKey(GenericKubernetesResource object) {
        String namespace = object.getMetadata().getNamespace();
        return new ImageKey(
                crd,
                kind.namespaced() && namespace != null ? namespace : "",
                object.getMetadata().getName());
    }

    @Override
    public String getKey(GenericKubernetesResource object) {
        return Cache.metaNamespaceKeyFunc(object);
    }

    @Override
    public GenericKubernetesResource put(String key, GenericKubernetesResource object) {
        Kept kept = new Kept(projection.of(kind, WholeObject.tree(object)));
        Kept before = objects.put(kept.key, kept);
        if (unpacked.get() > MOST_UNPACKED) {
            kept.seen();
        }
        if (before != null) {
            before.replaced();
        }
        if (before == null || !before.resourceVersion().equals(kept.resourceVersion())) {
            changed.accept(kept.key);
        }
        // as if it was here all along: for each object that it tells of, the informer would wake another thread
        return object;
    }

    @Override
    public GenericKubernetesResource remove(String key) {
        return bare(objects.remove(imageKey(key)));
    }

    @Override
    public GenericKubernetesResource get(String key) {
        return bare(objects.get(imageKey(key)));
    }

    @Override
    public Stream<String> keySet() {
        return values().map(this::getKey);
    }

    @Override
    public Stream<GenericKubernetesResource> values() {
        return objects.values().stream().map(ProjectedStore::bare);
    }

    @Override
    public int size() {
        return objects.size();
    }

    /** So that the informer tells of each object when it comes, and keeps no list of those that it has not told of. */
    @Override
    public boolean isFullState() {
        return false;
    }

    private ImageKey imageKey(String key) {
        int slash = key.indexOf('/');
        return new ImageKey(crd, slash < 0 ? "" : key.substring(0, slash), key.substring(slash + 1));
    }

    private static GenericKubernetesResource bare(Kept kept) {
        return kept == null ? null : new BareObject(kept.seen());
    }

    /**
     * One object. Its record is written and packed by whoever first asks for it, which is mostly the log's thread: so a list is
     * not held up by it. Where that thread does not keep up, or the object is another replica's, who lists does it.
     */
    private final class Kept {
        private final ImageKey key;
        private ImageState state;
        private Seen seen;
        private boolean waits = true;

        Kept(ImageState state) {
            this.key = Seen.shared(state.key());
            this.state = state;
            unpacked.incrementAndGet();
        }

        synchronized Seen seen() {
            if (seen == null) {
                seen = examples.pack(Seen.of(key, state));
                state = null;
                settled();
            }
            return seen;
        }

        /** Nobody will ask any more, but for who has found it already. */
        synchronized void replaced() {
            settled();
        }

        private void settled() {
            if (waits) {
                waits = false;
                unpacked.decrementAndGet();
            }
        }

        synchronized String resourceVersion() {
            return seen == null ? state.resourceVersion() : seen.said().resourceVersion();
        }
    }
}
