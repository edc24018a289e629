package io.rollcall.watcher.cluster;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.kind.Projection;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.watcher.rule.Seen;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An informer's memory: of each object only its projection. What it hands back to the informer is a name, a uid and a
 * resourceVersion, which is all that an informer looks at. An object is here before the informer's handlers hear of it.
 */
final class ProjectedStore implements ItemStore<GenericKubernetesResource> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<ImageKey, Seen> objects = new ConcurrentHashMap<>();
    private final ResourceKind kind;
    private final Projection projection;

    ProjectedStore(ResourceKind kind, Projection projection) {
        this.kind = requireNonNull(kind, "kind is null");
        this.projection = requireNonNull(projection, "projection is null");
    }

    Optional<Seen> find(ImageKey key) {
        return Optional.ofNullable(objects.get(key));
    }

    void forEachKey(Consumer<ImageKey> action) {
        objects.keySet().forEach(action);
    }

    ImageKey imageKey(GenericKubernetesResource object) {
        String namespace = object.getMetadata().getNamespace();
        return new ImageKey(
                kind.crd(),
                kind.namespaced() && namespace != null ? namespace : "",
                object.getMetadata().getName());
    }

    @Override
    public String getKey(GenericKubernetesResource object) {
        return Cache.metaNamespaceKeyFunc(object);
    }

    @Override
    public GenericKubernetesResource put(String key, GenericKubernetesResource object) {
        ImageKey image = imageKey(object);
        JsonNode json = JSON.valueToTree(object);
        return bare(image, objects.put(image, Seen.of(projection.of(kind, json))));
    }

    @Override
    public GenericKubernetesResource remove(String key) {
        ImageKey image = imageKey(key);
        return bare(image, objects.remove(image));
    }

    @Override
    public GenericKubernetesResource get(String key) {
        ImageKey image = imageKey(key);
        return bare(image, objects.get(image));
    }

    @Override
    public Stream<String> keySet() {
        return values().map(this::getKey);
    }

    @Override
    public Stream<GenericKubernetesResource> values() {
        return objects.entrySet().stream().map(entry -> bare(entry.getKey(), entry.getValue()));
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
        return new ImageKey(kind.crd(), slash < 0 ? "" : key.substring(0, slash), key.substring(slash + 1));
    }

    private static GenericKubernetesResource bare(ImageKey image, Seen seen) {
        if (seen == null) {
            return null;
        }
        GenericKubernetesResource object = new GenericKubernetesResource();
        object.setMetadata(new ObjectMetaBuilder()
                .withNamespace(image.namespace().isEmpty() ? null : image.namespace())
                .withName(image.name())
                .withUid(seen.said().uid())
                .withResourceVersion(seen.said().resourceVersion())
                .build());
        return object;
    }
}
