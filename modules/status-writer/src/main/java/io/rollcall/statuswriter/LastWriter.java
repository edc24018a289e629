package io.rollcall.statuswriter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Who wrote an object's status last, as the API server has noted it. */
final class LastWriter {
    private LastWriter() {}

    /** @return the field manager's name; empty where the server notes none */
    static Optional<String> of(JsonNode object) {
        return StreamSupport.stream(
                        object.path("metadata").path("managedFields").spliterator(), false)
                .filter(entry -> entry.path("fieldsV1").has("f:status"))
                .max(Comparator.comparing(entry -> entry.path("time").asText()))
                .map(entry -> entry.path("manager").asText())
                .filter(name -> !name.isEmpty());
    }
}
