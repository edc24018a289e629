package io.rollcall.standalone.chaos.history;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;

/**
 * One version of an image, as the API server told it.
 *
 * @param name for a person
 * @param ready the Ready condition's status, reason and message
 * @param since the Ready condition's lastTransitionTime
 * @param rest everything that no transition may touch: spec, labels, the other fields and conditions of the status
 */
public record Sight(String uid, String name, long version, String phase, String ready, Instant since, String rest) {

    /** Refuses nulls. */
    public Sight {
        requireNonNull(uid, "uid is null");
        requireNonNull(name, "name is null");
        requireNonNull(phase, "phase is null");
        requireNonNull(ready, "ready is null");
        requireNonNull(since, "since is null");
        requireNonNull(rest, "rest is null");
    }

    /** @return empty where the image has no phase or no Ready condition yet; its maker is not done */
    public static Optional<Sight> of(JsonNode image) {
        ObjectNode rest = image.deepCopy();
        JsonNode metadata = image.path("metadata");
        ((ObjectNode) rest.path("metadata")).remove("resourceVersion");
        ((ObjectNode) rest.path("metadata")).remove("managedFields");
        if (!(rest.path("status") instanceof ObjectNode status)
                || !(status.path("conditions") instanceof ArrayNode conditions)) {
            return Optional.empty();
        }
        JsonNode phase = status.remove("phase");
        JsonNode ready = takeReady(conditions);
        if (phase == null || ready == null) {
            return Optional.empty();
        }
        String namespace = metadata.path("namespace").asText();
        String name = metadata.path("name").asText();
        return Optional.of(new Sight(
                metadata.path("uid").asText(),
                namespace.isEmpty() ? name : namespace + "/" + name,
                metadata.path("resourceVersion").asLong(),
                phase.asText(),
                "%s %s %s"
                        .formatted(
                                ready.path("status").asText(),
                                ready.path("reason").asText(),
                                ready.path("message").asText())
                        .strip(),
                Instant.parse(ready.path("lastTransitionTime").asText()),
                rest.toString()));
    }

    private static JsonNode takeReady(ArrayNode conditions) {
        for (Iterator<JsonNode> all = conditions.iterator(); all.hasNext(); ) {
            JsonNode condition = all.next();
            if (condition.path("type").asText().equals("Ready")) {
                all.remove();
                return condition;
            }
        }
        return null;
    }
}
