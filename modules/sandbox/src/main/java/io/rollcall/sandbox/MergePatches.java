package io.rollcall.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.RecordedRequest;

/**
 * JSON merge patches as RFC 7396 means them. fabric8's server appends to a list what should replace it; it does replace where
 * it is asked by a JSON patch, so that is what a merge patch becomes on its way in. A null writes a null and does not
 * remove.
 */
final class MergePatches {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "Content-Type";

    private MergePatches() {}

    /** The request that has the patch's effect there; the request itself if it is no merge patch. */
    static RecordedRequest rewrite(RecordedRequest request) {
        String type = request.getHeader(TYPE);
        if (!request.getMethod().equals("PATCH") || type == null || !type.startsWith("application/merge-patch+json")) {
            return request;
        }
        try {
            ArrayNode operations = JSON.createArrayNode();
            add("", JSON.readTree(request.getUtf8Body()), operations);
            return new RecordedRequest(
                    request.getHttpVersion(),
                    request.method(),
                    request.getPath(),
                    request.getHeaders()
                            .newBuilder()
                            .setHeader(TYPE, "application/json-patch+json")
                            .build(),
                    new Buffer(JSON.writeValueAsBytes(operations)));
        } catch (JsonProcessingException e) {
            return request;
        }
    }

    private static void add(String path, JsonNode patch, ArrayNode operations) {
        patch.properties().forEach(field -> {
            String name = field.getKey().replace("~", "~0").replace("/", "~1");
            if (field.getValue().isObject()) {
                add(path + "/" + name, field.getValue(), operations);
            } else {
                operations
                        .addObject()
                        .put("op", "add")
                        .put("path", path + "/" + name)
                        .set("value", field.getValue());
            }
        });
    }
}
