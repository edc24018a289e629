package io.rollcall.standalone.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.alert.AlertType;
import io.rollcall.standalone.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AlertLineTest {
    private final AlertLine lines =
            new AlertLine(new Terminal(new PrintStream(new ByteArrayOutputStream()), false), ZoneOffset.UTC);

    private String line(AlertType type) {
        return lines.text(Alert.of(
                "id",
                "default",
                type,
                "dvcr.example",
                Instant.parse("2026-11-21T10:00:00Z"),
                JsonNodeFactory.instance.objectNode().put("message", "what there is to say")));
    }

    @Test
    void shouldShowWhichLossesArePartOfAMassLoss() {
        // Given
        Instant at = Instant.parse("2026-11-21T10:00:00Z");
        String id = "910a1b2c3d4e5f607182";
        Alert whole = Alert.of(id, "c", AlertType.REGISTRY_MASSLOSS, "dvcr.example", at, data());
        Alert part = Alert.of("a", "c", AlertType.IMAGE_LOST, "dvcr.example", at, data().put("incident", id));

        // Then
        assertThat(lines.text(whole)).endsWith("  what there is to say  [mass loss 910a1b2c]");
        assertThat(lines.text(part)).endsWith("  what there is to say  [mass loss 910a1b2c]");
    }

    private static ObjectNode data() {
        return JsonNodeFactory.instance.objectNode().put("message", "what there is to say");
    }

    @Test
    void shouldTellOfARegistryAsOfAnImage() {
        assertThat(line(AlertType.REGISTRY_UNAVAILABLE))
                .isEqualTo("2026-11-21 10:00:00  registry unavailable  dvcr.example  what there is to say");
        assertThat(line(AlertType.REGISTRY_RECOVERED))
                .isEqualTo("2026-11-21 10:00:00  registry recovered    dvcr.example  what there is to say");
    }
}
