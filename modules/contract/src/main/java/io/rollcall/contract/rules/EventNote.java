package io.rollcall.contract.rules;

import static java.util.Objects.requireNonNull;

/**
 * A Kubernetes Event to be emitted about the object.
 *
 * @param type {@code Normal} or {@code Warning}
 */
public record EventNote(String type, String reason, String message) {
    public EventNote {
        requireNonNull(type, "type is null");
        requireNonNull(reason, "reason is null");
        requireNonNull(message, "message is null");
    }
}
