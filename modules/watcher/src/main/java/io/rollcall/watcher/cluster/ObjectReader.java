package io.rollcall.watcher.cluster;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.ResourceNotFoundException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.kind.Projection;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.watcher.rule.Answer;
import io.rollcall.watcher.rule.Seen;

/**
 * One GET of one object. A 404 counts as "no such object" only where it names the object, or where the collection it would be
 * in answers: a 404 of a proxy, of another server, or of an API server that no longer serves the kind says nothing of it.
 */
final class ObjectReader {
    private final KubernetesClient client;
    private final Projection projection;

    ObjectReader(KubernetesClient client, Projection projection) {
        this.client = requireNonNull(client, "client is null");
        this.projection = requireNonNull(projection, "projection is null");
    }

    /** Blocks; never throws. */
    Answer read(ResourceKind kind, ImageKey key) {
        try {
            JsonNode object =
                    WholeObject.tree(collection(kind, key).withName(key.name()).require());
            return Projection.key(kind, object).equals(key)
                    ? new Answer.Found(Seen.of(projection.of(kind, object)))
                    : new Answer.Failed("the API server answered with another object");
        } catch (ResourceNotFoundException e) {
            return e.getCause() instanceof KubernetesClientException cause
                    ? failure(kind, key, cause)
                    : new Answer.Failed(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return new Answer.Failed(e.toString());
        }
    }

    private Answer failure(ResourceKind kind, ImageKey key, KubernetesClientException e) {
        if (e.getCode() != 404) {
            return new Answer.Failed(Failures.clause(e));
        }
        return names(e.getStatus(), key) || isServed(kind, key)
                ? new Answer.NotFound()
                : new Answer.Failed("the API server does not serve " + kind.crd());
    }

    private static boolean names(Status status, ImageKey key) {
        return status != null
                && status.getDetails() != null
                && key.name().equals(status.getDetails().getName());
    }

    private boolean isServed(ResourceKind kind, ImageKey key) {
        try {
            return collection(kind, key)
                            .list(new ListOptionsBuilder().withLimit(1L).build())
                    != null;
        } catch (KubernetesClientException e) {
            return false;
        }
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            collection(ResourceKind kind, ImageKey key) {
        var all = client.genericKubernetesResources(KindInformers.context(kind));
        return kind.namespaced() ? all.inNamespace(key.namespace()) : all;
    }
}
