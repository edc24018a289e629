package io.rollcall.contract.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The JSON merge patch that writes a change onto the object as it was read: with its resourceVersion, so that anything
 * written in between refuses it, and with the whole conditions array, since that list is atomic.
 */
public final class MergePatch {
    private MergePatch() {}

    /** @return the patch for {@code /status} */
    public static ObjectNode of(Change.PhaseChange change, JsonNode object) {
        ObjectNode patch = withVersion(object);
        ObjectNode status = patch.putObject("status");
        status.put("phase", change.phase());
        status.set("conditions", conditions(change.condition(), object));
        return patch;
    }

    /** @return the patch for the object itself */
    public static ObjectNode of(Change.MetadataPatch change, JsonNode object) {
        ObjectNode patch = withVersion(object);
        ObjectNode annotations = ((ObjectNode) patch.path("metadata")).putObject("annotations");
        change.annotations().forEach(annotations::put);
        return patch;
    }

    private static ObjectNode withVersion(JsonNode object) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata")
                .put(
                        "resourceVersion",
                        object.path("metadata").path("resourceVersion").asText());
        return patch;
    }

    private static ArrayNode conditions(Condition condition, JsonNode object) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        boolean replaced = false;
        for (JsonNode there : object.path("status").path("conditions")) {
            boolean same = condition.type().equals(there.path("type").asText());
            all.add(same ? merged(condition, there, object) : there.deepCopy());
            replaced |= same;
        }
        if (!replaced) {
            all.add(merged(condition, JsonNodeFactory.instance.objectNode(), object));
        }
        return all;
    }

    private static ObjectNode merged(Condition condition, JsonNode there, JsonNode object) {
        ObjectNode node = there.deepCopy();
        node.put("lastTransitionTime", condition.lastTransitionTime().toString());
        node.put("message", condition.message());
        node.put(
                "observedGeneration", object.path("metadata").path("generation").asLong());
        node.put("reason", condition.reason());
        node.put("status", condition.status());
        node.put("type", condition.type());
        return node;
    }
}
