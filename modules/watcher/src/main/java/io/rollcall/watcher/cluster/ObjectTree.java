package io.rollcall.watcher.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;

/** An object as the tree that projections read. */
final class ObjectTree {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ObjectTree() {}

    static ObjectNode of(GenericKubernetesResource object) {
        ObjectNode tree = NODES.objectNode();
        tree.put("apiVersion", object.getApiVersion());
        tree.put("kind", object.getKind());
        tree.set("metadata", JSON.valueToTree(object.getMetadata()));
        object.getAdditionalProperties().forEach((name, value) -> tree.set(name, node(value)));
        return tree;
    }

    /** What a parser made of JSON goes back without a detour through tokens, which would cost as much as parsing it. */
    private static JsonNode node(Object value) {
        if (value instanceof Map<?, ?> map) {
            ObjectNode node = NODES.objectNode();
            map.forEach((name, inner) -> node.set(String.valueOf(name), node(inner)));
            return node;
        } else if (value instanceof List<?> list) {
            ArrayNode node = NODES.arrayNode(list.size());
            list.forEach(inner -> node.add(node(inner)));
            return node;
        } else if (value instanceof String text) {
            return NODES.textNode(text);
        } else if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        return JSON.valueToTree(value);
    }
}
