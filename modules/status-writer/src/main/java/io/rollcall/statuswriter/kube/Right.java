package io.rollcall.statuswriter.kube;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A right, as RBAC grants them.
 *
 * @param group empty for the core group
 * @param subresource empty for the resource itself
 * @param namespace empty for all namespaces, or for a cluster-scoped resource
 */
public record Right(String verb, String group, String resource, String subresource, String namespace) {
    ObjectNode attributes() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("verb", verb)
                .put("group", group)
                .put("resource", resource)
                .put("subresource", subresource)
                .put("namespace", namespace);
    }

    /** The same in all namespaces. */
    Right everywhere() {
        return new Right(verb, group, resource, subresource, "");
    }

    /** {@code patch virtualimages.virtualization.deckhouse.io/status in namespace team-a}. */
    public String inWords() {
        return verb + " " + resource
                + (group.isEmpty() ? "" : "." + group)
                + (subresource.isEmpty() ? "" : "/" + subresource)
                + (namespace.isEmpty() ? "" : " in namespace " + namespace);
    }
}
