package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.rules.Change;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * Words core/v1 Events as client-go's recorder does. The name ends in the change's id, so that the API server itself refuses
 * a second one.
 */
final class KubeEvents {
    static final String COMPONENT = "rollcall-status-writer";

    private static final int LONGEST_NAME = 253;

    private final String instance;
    private final Clock clock;

    KubeEvents(String instance, Clock clock) {
        this.instance = requireNonNull(instance, "instance is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** @return where an Event about the object stands: a cluster-scoped one's in {@code default}, where kubectl looks */
    static String namespace(JsonNode object) {
        String namespace = object.path("metadata").path("namespace").asText("");
        return namespace.isEmpty() ? "default" : namespace;
    }

    /** @param object as it stands with the change in it */
    JsonNode of(Change change, JsonNode object) {
        JsonNode metadata = object.path("metadata");
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("apiVersion", "v1").put("kind", "Event");
        event.putObject("metadata")
                .put("name", name(metadata.path("name").asText(), change.id()))
                .put("namespace", namespace(object));
        ObjectNode involved = event.putObject("involvedObject");
        involved.put("apiVersion", object.path("apiVersion").asText());
        involved.put("kind", object.path("kind").asText());
        if (metadata.hasNonNull("namespace")) {
            involved.put("namespace", metadata.path("namespace").asText());
        }
        involved.put("name", metadata.path("name").asText());
        involved.put("uid", metadata.path("uid").asText());
        involved.put("resourceVersion", metadata.path("resourceVersion").asText());
        event.put("type", change.event().type());
        event.put("reason", change.event().reason());
        event.put("message", change.event().message());
        event.put("firstTimestamp", now).put("lastTimestamp", now).put("count", 1);
        event.putObject("source").put("component", COMPONENT);
        event.put("reportingComponent", COMPONENT).put("reportingInstance", instance);
        return event;
    }

    static String name(String object, String id) {
        int room = LONGEST_NAME - 1 - id.length();
        String cut =
                object.length() <= room ? object : object.substring(0, room).replaceFirst("[-.]+$", "");
        return cut + "." + id;
    }
}
