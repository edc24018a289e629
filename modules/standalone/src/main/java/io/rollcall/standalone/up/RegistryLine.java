package io.rollcall.standalone.up;

import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.alert.AlertType;
import io.rollcall.standalone.terminal.Colour;
import java.util.Map;
import java.util.Optional;

/**
 * An alert about a registry in words.
 *
 * @param what one or two words: {@code no answer}, {@code answers again}
 * @param text of which registry, and what follows
 */
record RegistryLine(Colour colour, String what, String text) {

    private static final Map<AlertType, RegistryLine> KNOWN = Map.of(
            AlertType.REGISTRY_UNAVAILABLE, new RegistryLine(Colour.BAD, "no answer", ""),
            AlertType.REGISTRY_RECOVERED, new RegistryLine(Colour.GOOD, "answers again", ""),
            AlertType.REGISTRY_MASSLOSS, new RegistryLine(Colour.BAD, "mass loss", ""));

    /** @return empty where it is about something else */
    static Optional<RegistryLine> of(Alert alert) {
        return Optional.ofNullable(KNOWN.get(alert.type()))
                .map(known -> new RegistryLine(
                        known.colour(),
                        known.what(),
                        alert.subject() + "  " + alert.data().path("message").asText("")));
    }
}
