package io.rollcall.watcher.cluster;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;

/**
 * An object as the API server sent it, read once, into the tree that projections look at: the client's own model would be read
 * first, and the tree made of that, at twice the price. The client finds in it what it looks at itself.
 */
final class WholeObject extends GenericKubernetesResource {

    private static final long serialVersionUID = 1;

    private final transient JsonNode tree;

    private WholeObject(JsonNode tree) {
        this.tree = requireNonNull(tree, "tree is null");
    }

    /** What makes a client read every object of no type of its own as one of these. */
    static KubernetesSerialization serialization() {
        SimpleModule module = new SimpleModule("whole-objects");
        module.addDeserializer(GenericKubernetesResource.class, new Reader());
        return new KubernetesSerialization(new ObjectMapper().registerModule(module), true);
    }

    /** @param object that such a client has read */
    static JsonNode tree(GenericKubernetesResource object) {
        return ((WholeObject) object).tree;
    }

    private static final class Reader extends JsonDeserializer<GenericKubernetesResource> {
        @Override
        public GenericKubernetesResource deserialize(JsonParser in, DeserializationContext context) throws IOException {
            JsonNode tree = context.readTree(in);
            if (!tree.isObject()) {
                return context.reportInputMismatch(this, "not an object: %s", tree.getNodeType());
            }
            WholeObject object = new WholeObject(tree);
            object.setApiVersion(tree.path("apiVersion").textValue());
            object.setKind(tree.path("kind").textValue());
            // a bookmark's has no name
            if (tree.path("metadata").isObject()) {
                object.setMetadata(metadata(tree.get("metadata")));
            }
            return object;
        }

        private static ObjectMeta metadata(JsonNode metadata) {
            return Identity.of(
                    metadata.path("namespace").textValue(),
                    metadata.path("name").textValue(),
                    metadata.path("uid").textValue(),
                    metadata.path("resourceVersion").textValue());
        }
    }
}
