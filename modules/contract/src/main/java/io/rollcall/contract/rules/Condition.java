package io.rollcall.contract.rules;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * A condition to be written. Its transition time moves when status or reason changes.
 *
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param message may be empty, and is written all the same
 * @param lastTransitionTime whole seconds
 */
public record Condition(String type, String status, String reason, String message, Instant lastTransitionTime) {
    /** A digit stands for any. */
    private static final String PLAIN = "0000-00-00T00:00:00Z";

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
            String text = node.textValue();
            return isPlain(text) ? plain(text) : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Whether it is as API servers write times; a watcher reads two of each of its images. */
    private static boolean isPlain(String text) {
        boolean plain = text.length() == PLAIN.length();
        for (int i = 0; plain && i < PLAIN.length(); i++) {
            char c = text.charAt(i);
            plain = PLAIN.charAt(i) == '0' ? c >= '0' && c <= '9' : c == PLAIN.charAt(i);
        }
        return plain;
    }

    /** What the general parser makes of it, in a fraction of the time. */
    private static Instant plain(String text) {
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19))
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
