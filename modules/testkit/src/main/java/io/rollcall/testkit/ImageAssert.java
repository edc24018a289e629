package io.rollcall.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import org.assertj.core.api.AbstractAssert;

/** Assertions on the status of a VirtualImage or ClusterVirtualImage. */
public final class ImageAssert extends AbstractAssert<ImageAssert, GenericKubernetesResource> {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private ImageAssert(GenericKubernetesResource actual) {
        super(actual, ImageAssert.class);
    }

    public static ImageAssert assertThat(GenericKubernetesResource actual) {
        return new ImageAssert(actual);
    }

    public ImageAssert hasPhase(String phase) {
        String found = status(image()).path("phase").asText("none");
        if (!found.equals(phase)) {
            failWithActualExpectedAndMessage(found, phase, "phase of %s is <%s>, not <%s>", name(), found, phase);
        }
        return this;
    }

    /** Compares status, reason and message of the one condition of type Ready. */
    public ImageAssert hasReadyCondition(String status, String reason, String message) {
        JsonNode ready = ready(status(image()));
        String found = triple(
                ready.path("status").asText("none"),
                ready.path("reason").asText("none"),
                ready.path("message").asText("none"));
        String expected = triple(status, reason, message);
        if (!found.equals(expected)) {
            failWithActualExpectedAndMessage(
                    found, expected, "condition Ready of %s is <%s>, not <%s>", name(), found, expected);
        }
        return this;
    }

    /**
     * All of the status but the phase and the Ready condition is as it was, byte for byte: values, and the order of
     * lists. The order of fields is the server's own and is not compared.
     */
    public ImageAssert restOfStatusEquals(GenericKubernetesResource before) {
        String found = rest(image());
        String expected = rest(before);
        if (!found.equals(expected)) {
            failWithActualExpectedAndMessage(
                    found, expected, "the rest of the status of %s is%n<%s>, not%n<%s>", name(), found, expected);
        }
        return this;
    }

    private GenericKubernetesResource image() {
        isNotNull();
        return actual;
    }

    private String name() {
        return actual.getKind() + " " + actual.getMetadata().getName();
    }

    private static String triple(String status, String reason, String message) {
        return status + "/" + reason + "/\"" + message + "\"";
    }

    private static String rest(GenericKubernetesResource image) {
        ObjectNode status = (ObjectNode) status(image);
        status.remove("phase");
        ArrayNode others = JSON.createArrayNode();
        status.path("conditions").forEach(condition -> {
            if (!isReady(condition)) {
                others.add(condition);
            }
        });
        status.set("conditions", others);
        try {
            return JSON.writeValueAsString(JSON.treeToValue(status, Object.class));
        } catch (JsonProcessingException e) {
            throw new AssertionError("the status is not JSON", e);
        }
    }

    private static JsonNode ready(JsonNode status) {
        for (JsonNode condition : status.path("conditions")) {
            if (isReady(condition)) {
                return condition;
            }
        }
        return JSON.createObjectNode();
    }

    private static boolean isReady(JsonNode condition) {
        return condition.path("type").asText().equals("Ready");
    }

    private static JsonNode status(GenericKubernetesResource image) {
        JsonNode status = JSON.<JsonNode>valueToTree(image).path("status");
        return status.isObject() ? status : JSON.createObjectNode();
    }
}
