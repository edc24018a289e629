package io.rollcall.standalone.census;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.rollcall.contract.kind.Projection;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.watcher.cluster.Selection;
import java.time.Duration;

/** Lists the images that the watcher would watch, page by page, and forgets them as it counts. */
public final class CensusTaker {

    private static final long PAGE = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;
    private final Selection selection;
    private final Projection projection;
    private final Duration within;

    /**
     * The client stays the caller's to close.
     *
     * @param within after which no further page is asked for
     */
    public CensusTaker(KubernetesClient client, Selection selection, Projection projection, Duration within) {
        this.client = requireNonNull(client, "client is null");
        this.selection = requireNonNull(selection, "selection is null");
        this.projection = requireNonNull(projection, "projection is null");
        this.within = requireNonNull(within, "within is null");
    }

    /**
     * Looks once; blocks.
     *
     * @throws KubernetesClientException where the API server does not give a list
     */
    public Census take() {
        long deadline = System.nanoTime() + within.toNanos();
        Census.Count count = new Census.Count();
        boolean whole = true;
        for (ResourceKind kind : selection.kinds()) {
            for (String namespace : selection.scopes(kind)) {
                whole &= count(kind, namespace, count, deadline);
            }
        }
        return count.end(whole);
    }

    private boolean count(ResourceKind kind, String namespace, Census.Count count, long deadline) {
        String next = null;
        do {
            if (System.nanoTime() > deadline) {
                return false;
            }
            GenericKubernetesResourceList page = page(kind, namespace, next);
            page.getItems().forEach(object -> count.add(projection.of(kind, JSON.valueToTree(object))));
            next = page.getMetadata() == null ? null : page.getMetadata().getContinue();
        } while (next != null && !next.isEmpty());
        return true;
    }

    private GenericKubernetesResourceList page(ResourceKind kind, String namespace, String next) {
        MixedOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
                all = client.genericKubernetesResources(new ResourceDefinitionContext.Builder()
                .withGroup(kind.group())
                .withVersion(kind.version())
                .withPlural(kind.plural())
                .withKind(kind.kind())
                .withNamespaced(kind.namespaced())
                .build());
        ListOptions options = new ListOptionsBuilder()
                .withLimit(PAGE)
                .withContinue(next)
                .withLabelSelector(selection.labelSelector().orElse(null))
                .build();
        if (!kind.namespaced()) {
            return all.list(options);
        }
        return namespace.isEmpty()
                ? all.inAnyNamespace().list(options)
                : all.inNamespace(namespace).list(options);
    }
}
