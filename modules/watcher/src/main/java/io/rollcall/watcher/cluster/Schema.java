package io.rollcall.watcher.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Set;
import java.util.TreeSet;

/** Looks up enumerations in the schema of a CRD's version. */
final class Schema {
    private Schema() {}

    /**
     * The values that the field's enumeration does not hold. A field without an enumeration takes any value.
     *
     * @param path dot-separated, e.g. {@code status.phase}
     */
    static Set<String> missing(CustomResourceDefinitionVersion version, String path, Set<String> values) {
        JSONSchemaProps at =
                version.getSchema() == null ? null : version.getSchema().getOpenAPIV3Schema();
        for (String field : path.split("\\.", -1)) {
            at = at == null || at.getProperties() == null
                    ? null
                    : at.getProperties().get(field);
        }
        if (at == null || at.getEnum() == null || at.getEnum().isEmpty()) {
            return Set.of();
        }
        Set<String> missing = new TreeSet<>(values);
        at.getEnum().stream().map(JsonNode::asText).forEach(missing::remove);
        return missing;
    }
}
