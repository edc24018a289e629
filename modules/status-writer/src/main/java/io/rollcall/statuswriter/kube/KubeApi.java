package io.rollcall.statuswriter.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.kind.ResourceKind;

/**
 * The calls that the status-writer makes. Each blocks for a bounded time, is made once (retries are the caller's, who knows
 * what a lost answer means) and never throws for what the server does. Safe for use by several threads.
 */
public interface KubeApi {
    /** Reads the object from the server itself, not from a cache that may lag behind. */
    ApiAnswer get(ResourceKind kind, ImageKey key);

    /** Sends a JSON merge patch to the object, or to its status subresource. */
    ApiAnswer patch(ResourceKind kind, ImageKey key, ResourceKind.Write where, JsonNode patch);

    /** Creates a core/v1 Event; a conflict means that it exists. Of one that is created no more than that is told. */
    ApiAnswer createEvent(String namespace, JsonNode event);

    /** Reads a CustomResourceDefinition. */
    ApiAnswer crd(String name);

    /** Asks what we may do: a SelfSubjectAccessReview. */
    ApiAnswer review(JsonNode resourceAttributes);

    /** Asks the server whether it serves: {@link ApiAnswer.Unavailable} only if it does not. */
    ApiAnswer ready();
}
