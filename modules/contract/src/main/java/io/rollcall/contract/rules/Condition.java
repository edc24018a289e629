package io.rollcall.contract.rules;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/**
 * A condition to be written. Its transition time moves when status or reason changes.
 *
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param message may be empty, and is written all the same
 * @param lastTransitionTime whole seconds
 */
public record Condition(String type, String status, String reason, String message, Instant lastTransitionTime) {
    public Condition {
        requireNonNull(type, "type is null");
        requireNonNull(status, "status is null");
        requireNonNull(reason, "reason is null");
        requireNonNull(message, "message is null");
        lastTransitionTime =
                requireNonNull(lastTransitionTime, "lastTransitionTime is null").truncatedTo(ChronoUnit.SECONDS);
    }

    /** @return whether the array holds this type with this status, reason and transition time */
    boolean isIn(JsonNode conditions) {
        JsonNode there = find(conditions, type);
        return status.equals(there.path("status").asText())
                && reason.equals(there.path("reason").asText())
                && lastTransitionTime.equals(time(there.path("lastTransitionTime")));
    }

    /** @return the condition of that type; a missing node if there is none */
    public static JsonNode find(JsonNode conditions, String type) {
        for (JsonNode condition : conditions) {
            if (type.equals(condition.path("type").asText())) {
                return condition;
            }
        }
        return MissingNode.getInstance();
    }

    /** @return the time that the node writes; null if it writes none */
    public static Instant time(JsonNode node) {
        if (!node.isTextual()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(node.textValue()).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
