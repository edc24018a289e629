package io.rollcall.contract.rules;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.alert.AlertType;

/** An alert to be emitted about the object; {@code details} become its data. */
public record AlertNote(AlertType type, ObjectNode details) {
    public AlertNote {
        requireNonNull(type, "type is null");
        requireNonNull(details, "details is null");
    }
}
