package io.rollcall.standalone.demo;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.rules.Condition;

/**
 * A resource as the API server showed it.
 *
 * @param ready the Ready condition; a missing node if there is none
 * @param rest the status without phase and Ready condition: what nobody may touch
 */
record ImageView(String uid, String phase, JsonNode ready, JsonNode rest) {

    private static final String READY = "Ready";

    ImageView {
        requireNonNull(uid, "uid is null");
        requireNonNull(phase, "phase is null");
        requireNonNull(ready, "ready is null");
        requireNonNull(rest, "rest is null");
    }

    static ImageView of(JsonNode object) {
        JsonNode status = object.path("status");
        ObjectNode rest = status.isObject() ? status.deepCopy() : JsonNodeFactory.instance.objectNode();
        rest.remove("phase");
        if (rest.path("conditions") instanceof ArrayNode conditions) {
            conditions.removeIf(condition -> READY.equals(condition.path("type").asText()));
        }
        return new ImageView(
                object.path("metadata").path("uid").asText(),
                status.path("phase").asText(),
                Condition.find(status.path("conditions"), READY),
                rest);
    }

    /** Whether the Ready condition says what the contract says of an image that is there. */
    boolean saysReady() {
        return phase.equals(READY)
                && ready.path("status").asText().equals("True")
                && ready.path("reason").asText().equals(READY)
                && ready.path("message").asText("missing").isEmpty();
    }
}
