package io.rollcall.contract.alert;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The value on {@code rollcall.alerts}: a CloudEvents 1.0 event in structured mode, header {@code content-type:
 * application/cloudevents+json}.
 *
 * @param id the same whenever the same thing is told again: consumers drop what they have seen (source and id)
 * @param source {@code /rollcall/<cluster>}
 * @param subject the image's key or the registry's host
 * @param partitionkey the record's key
 * @param data bears {@code schemaVersion} and {@code cluster}
 */
public record Alert(
        String specversion,
        String id,
        String source,
        AlertType type,
        String subject,
        Instant time,
        String datacontenttype,
        String partitionkey,
        JsonNode data) {
    /** The version of {@code data} that this code writes. */
    public static final int SCHEMA_VERSION = 1;

    /** The header that tells a structured CloudEvent. */
    public static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

    public Alert {
        requireNonNull(specversion, "specversion is null");
        requireNonNull(id, "id is null");
        requireNonNull(source, "source is null");
        requireNonNull(type, "type is null");
        requireNonNull(subject, "subject is null");
        time = requireNonNull(time, "time is null").truncatedTo(ChronoUnit.MILLIS);
        data = data == null ? JsonNodeFactory.instance.objectNode() : data;
    }

    /** An alert of this version; {@code details} are its data beside schemaVersion and cluster. */
    public static Alert of(
            String id, String cluster, AlertType type, String subject, Instant time, ObjectNode details) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("schemaVersion", SCHEMA_VERSION);
        data.put("cluster", cluster);
        data.setAll(details);
        return new Alert("1.0", id, "/rollcall/" + cluster, type, subject, time, "application/json", subject, data);
    }
}
