package io.rollcall.standalone.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.alert.AlertType;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.standalone.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RegistryLineTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Tellers tellers = new Tellers(
            new Story(new Terminal(new PrintStream(bytes, true, UTF_8), false), Clock.fixed(AT, ZoneOffset.UTC)));

    private void alert(AlertType type, String subject, String message) {
        Alert alert = Alert.of(
                "id",
                "default",
                type,
                subject,
                AT,
                JsonNodeFactory.instance.objectNode().put("message", message));
        found(EventCodec.of(Alert.class).encode(alert));
    }

    private void found(byte[] value) {
        tellers.alert(new ConsumerRecord<>("rollcall.alerts", 3, 41, new byte[0], value));
    }

    @Test
    void shouldTellWhenARegistryDoesNotAnswerAndWhenItDoesAgain() {
        // When
        alert(AlertType.REGISTRY_UNAVAILABLE, "dvcr.example", "2 of 3 probers have had no answer from it.");
        alert(AlertType.REGISTRY_RECOVERED, "dvcr.example", "it answers again.");

        // Then
        assertThat(bytes.toString(UTF_8).lines())
                .containsExactly(
                        "10:00:00  no answer      dvcr.example  2 of 3 probers have had no answer from it.",
                        "10:00:00  answers again  dvcr.example  it answers again.");
    }

    @Test
    void shouldLeaveOutWhatTransitionsTell() {
        // When
        alert(AlertType.IMAGE_LOST, "virtualimages.virtualization.deckhouse.io/team-a/ubuntu", "");

        // Then
        assertThat(bytes.toString(UTF_8)).isEmpty();
    }

    @Test
    void shouldSayWhereWhatCannotBeReadStands() {
        // When
        found("nonsense".getBytes(UTF_8));

        // Then
        assertThat(bytes.toString(UTF_8)).contains("unreadable", "rollcall.alerts-3 offset 41");
    }
}
