package io.rollcall.watcher.cluster;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ExceptionHandler;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.kind.Projection;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.watcher.log.Inbox;
import io.rollcall.watcher.rule.Seen;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The informers of one kind: one for all namespaces, or one for each that is watched. They retry whatever fails, except what
 * they cannot read. Once stopped they are of no further use.
 */
final class KindInformers implements Informers {
    /** Objects in one answer of a list, so that no more than these are ever held whole. */
    private static final long PAGE = 500;

    private final ResourceKind kind;
    private final Inbox inbox;
    private final Map<String, ProjectedStore> stores = new LinkedHashMap<>();
    private final Map<String, SharedIndexInformer<GenericKubernetesResource>> informers = new LinkedHashMap<>();
    private final Set<String> unlisted = ConcurrentHashMap.newKeySet();
    private volatile Throwable failure;

    KindInformers(KubernetesClient client, ResourceKind kind, Selection selection, Projection projection, Inbox inbox) {
        this.kind = requireNonNull(kind, "kind is null");
        this.inbox = requireNonNull(inbox, "inbox is null");
        for (String namespace : selection.scopes(kind)) {
            ProjectedStore store = new ProjectedStore(kind, projection, inbox::changed);
            stores.put(namespace, store);
            unlisted.add(namespace);
            informers.put(
                    namespace,
                    selected(client, namespace, selection)
                            .withLimit(PAGE)
                            .runnableInformer(0)
                            .removeNamespaceIndex()
                            .itemStore(store)
                            .exceptionHandler((started, thrown) -> retry(thrown))
                            .addEventHandler(new Handler(store, namespace)));
        }
    }

    static ResourceDefinitionContext context(ResourceKind kind) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(kind.group())
                .withVersion(kind.version())
                .withPlural(kind.plural())
                .withKind(kind.kind())
                .withNamespaced(kind.namespaced())
                .build();
    }

    private FilterWatchListDeletable<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            selected(KubernetesClient client, String namespace, Selection selection) {
        MixedOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
                all = client.genericKubernetesResources(context(kind));
        var scoped = !kind.namespaced() ? all : namespace.isEmpty() ? all.inAnyNamespace() : all.inNamespace(namespace);
        return selection.labelSelector().isPresent()
                ? scoped.withLabelSelector(selection.labelSelector().get())
                : scoped;
    }

    @Override
    public void start() {
        informers.values().forEach(informer -> {
            CompletionStage<Void> unused = informer.start();
        });
    }

    @Override
    public void stop() {
        informers.values().forEach(SharedIndexInformer::stop);
        // the client holds on to an informer for a minute or so, and new ones may be listing already
        stores.values().forEach(ProjectedStore::clear);
    }

    @Override
    public boolean isSynced() {
        return unlisted.isEmpty();
    }

    @Override
    public boolean isWatching() {
        return informers.values().stream().allMatch(informer -> informer.isRunning() && informer.isWatching());
    }

    @Override
    public boolean isStopped() {
        return informers.values().stream()
                .anyMatch(informer -> informer.stopped().toCompletableFuture().isDone());
    }

    @Override
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public Optional<Seen> find(ImageKey key) {
        ProjectedStore store = stores.containsKey("") ? stores.get("") : stores.get(key.namespace());
        return store == null ? Optional.empty() : store.find(key);
    }

    @Override
    public void forEachKey(Consumer<ImageKey> action) {
        stores.values().forEach(store -> store.forEachKey(action));
    }

    private boolean retry(Throwable thrown) {
        failure = thrown;
        return !ExceptionHandler.isDeserializationException(thrown);
    }

    /** Only enqueues: what there is to know is in the store already. */
    private final class Handler implements ResourceEventHandler<GenericKubernetesResource> {
        private final ProjectedStore store;
        private final String namespace;

        Handler(ProjectedStore store, String namespace) {
            this.store = store;
            this.namespace = namespace;
        }

        @Override
        public void onAdd(GenericKubernetesResource object) {
            // the store told of it
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource object) {
            // the store told of it
        }

        @Override
        public void onDelete(GenericKubernetesResource object, boolean finalStateUnknown) {
            inbox.changed(store.imageKey(object));
        }

        @Override
        public void onList(String resourceVersion, boolean remainedEmpty) {
            failure = null;
            if (unlisted.remove(namespace) && unlisted.isEmpty()) {
                inbox.synced(kind.crd());
            }
        }
    }
}
