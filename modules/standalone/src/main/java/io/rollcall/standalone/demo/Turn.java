package io.rollcall.standalone.demo;

import io.rollcall.contract.alert.AlertType;
import java.util.Arrays;
import java.util.Optional;

/** A transition's direction, and how it shows: in the phase, in an Event's reason, in an alert's type. */
enum Turn {
    LOST("ImageLost", "Lost", AlertType.IMAGE_LOST),
    RECOVERED("Ready", "LostRecovered", AlertType.IMAGE_RECOVERED);

    private final String phase;
    private final String reason;
    private final String alert;

    Turn(String phase, String reason, AlertType alert) {
        this.phase = phase;
        this.reason = reason;
        this.alert = alert.name();
    }

    String phase() {
        return phase;
    }

    /** The name of an alert's type. */
    String alert() {
        return alert;
    }

    /** What an Event about an object of this kind gives as its reason. */
    String reason(String kind) {
        return kind + reason;
    }

    static Optional<Turn> ofEvent(String kind, String reason) {
        return Arrays.stream(values())
                .filter(turn -> turn.reason(kind).equals(reason))
                .findFirst();
    }

    static Optional<Turn> ofAlert(AlertType type) {
        return Arrays.stream(values())
                .filter(turn -> turn.alert.equals(type.name()))
                .findFirst();
    }
}
