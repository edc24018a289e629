package io.rollcall.standalone.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.alert.AlertType;
import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.standalone.terminal.Colour;
import io.rollcall.standalone.terminal.Terminal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/** An alert as a line: for a person, or the CloudEvent itself for a program. */
final class AlertLine {

    private static final JsonMapper JSON = new JsonMapper();
    private static final EventCodec<Alert> ALERTS = EventCodec.of(Alert.class);
    private static final Set<AlertType> GOOD = Set.of(AlertType.IMAGE_RECOVERED, AlertType.REGISTRY_RECOVERED);
    private static final Set<AlertType> BAD =
            Set.of(AlertType.IMAGE_LOST, AlertType.REGISTRY_MASSLOSS, AlertType.REGISTRY_UNAVAILABLE);
    private static final int SHORT_ID = 8;
    private static final int TYPE_WIDTH = "registry unavailable".length() + 2;

    private final Terminal terminal;
    private final DateTimeFormatter time;

    AlertLine(Terminal terminal, ZoneId zone) {
        this.terminal = terminal;
        this.time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(zone);
    }

    static Decoded<Alert> decode(byte[] value) {
        return ALERTS.decode(value);
    }

    /** The event as it was sent, unknown fields and all, on one line. */
    static String json(byte[] value) {
        try {
            return JSON.writeValueAsString(JSON.readTree(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("what decodes as an alert is JSON", e);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    String text(Alert alert) {
        JsonNode message = alert.data().path("message");
        return time.format(alert.time())
                + "  "
                + terminal.cell(colour(alert.type()), name(alert.type()), TYPE_WIDTH)
                + subject(alert.subject())
                + (message.isTextual() && !message.textValue().isEmpty() ? "  " + message.textValue() : "")
                + massLoss(alert);
    }

    /** The incident tells of itself, and whatever is part of it bears its name. */
    private static String massLoss(Alert alert) {
        String incident = alert.type().equals(AlertType.REGISTRY_MASSLOSS)
                ? alert.id()
                : alert.data().path("incident").asText();
        return incident.isEmpty()
                ? ""
                : "  [mass loss " + incident.substring(0, Math.min(SHORT_ID, incident.length())) + "]";
    }

    /** {@code io.rollcall.image.lost.v1} is "image lost". */
    private static String name(AlertType type) {
        return type.name()
                .replaceFirst("^io\\.rollcall\\.", "")
                .replaceFirst("\\.v\\d+$", "")
                .replace('.', ' ');
    }

    private static String subject(String subject) {
        return ImageKey.parse(subject).map(Images::shortly).orElse(subject);
    }

    private static Colour colour(AlertType type) {
        if (GOOD.contains(type)) {
            return Colour.GOOD;
        }
        return BAD.contains(type) ? Colour.BAD : Colour.WARN;
    }
}
