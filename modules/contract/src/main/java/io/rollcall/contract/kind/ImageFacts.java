package io.rollcall.contract.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.rules.Change;
import io.rollcall.contract.rules.Condition;
import java.time.Instant;

/**
 * What the rules of VirtualImage and ClusterVirtualImage look at.
 *
 * @param storage null for a kind that has only one
 * @param registryURL null where there is none
 * @param readyTransitionTime of the Ready condition; null where there is none
 */
record ImageFacts(
        String phase,
        String storage,
        String registryURL,
        String readyReason,
        Instant readyTransitionTime,
        boolean deleting) {
    static final String READY = "Ready";
    static final String IMAGE_LOST = "ImageLost";
    static final String CONTAINER_REGISTRY = "ContainerRegistry";

    static ImageFacts ofObject(JsonNode object, boolean hasStorage) {
        JsonNode status = object.path("status");
        JsonNode ready = Condition.find(status.path("conditions"), READY);
        return new ImageFacts(
                status.path("phase").asText(""),
                hasStorage ? object.path("spec").path("storage").asText(CONTAINER_REGISTRY) : null,
                text(status.path("target").path("registryURL")),
                text(ready.path("reason")),
                Condition.time(ready.path("lastTransitionTime")),
                object.path("metadata").hasNonNull("deletionTimestamp"));
    }

    static ImageFacts ofJson(JsonNode facts) {
        return new ImageFacts(
                facts.path("phase").asText(""),
                text(facts.path("storage")),
                text(facts.path("registryURL")),
                text(facts.path("readyReason")),
                Condition.time(facts.path("readyTransitionTime")),
                facts.path("deleting").asBoolean());
    }

    static ObjectNode after(JsonNode facts, Change.PhaseChange change) {
        return facts.<ObjectNode>deepCopy()
                .put("phase", change.phase())
                .put("readyReason", change.condition().reason())
                .put(
                        "readyTransitionTime",
                        change.condition().lastTransitionTime().toString());
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("phase", phase);
        put(json, "storage", storage);
        put(json, "registryURL", registryURL);
        put(json, "readyReason", readyReason);
        put(json, "readyTransitionTime", readyTransitionTime == null ? null : readyTransitionTime.toString());
        if (deleting) {
            json.put("deleting", true);
        }
        return json;
    }

    /** By the phase, never by the Ready condition: the two may rightly differ. */
    boolean isEligible() {
        return (phase.equals(READY) || phase.equals(IMAGE_LOST))
                && registryURL != null
                && (storage == null || storage.equals(CONTAINER_REGISTRY))
                && !deleting;
    }

    private static void put(ObjectNode json, String name, String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static String text(JsonNode node) {
        return node.isTextual() && !node.textValue().isEmpty() ? node.textValue() : null;
    }
}
