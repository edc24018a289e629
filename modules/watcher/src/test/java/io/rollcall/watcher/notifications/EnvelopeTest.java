package io.rollcall.watcher.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.probe.Occasion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
    @Test
    void shouldReadWhoDidWhatWhenDistributionTellsIt() {
        assertThat(read(Events.envelope("delete", "vi/a", "v1")))
                .isEqualTo(new Envelope.Events(List.of(new Event(
                        new Occasion("delete", "robot", "10.0.0.7:4711", "e366f530", Events.AT),
                        "vi/a",
                        "v1",
                        null,
                        null))));
    }

    @Test
    void shouldReadOnWhenAnEventIsOfNoKnownShape() {
        assertThat(read("""
                {"events":[7,null,{"action":{"x":1},"timestamp":"yesterday"},{"action":"pull","actor":null}],"more":1}"""))
                .isEqualTo(new Envelope.Events(List.of(nothing(""), nothing(""), nothing(""), nothing("pull"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7", "{\"events\":{}}", "<html>", "{\"events\":[1}"})
    void shouldSayThatItIsGarbageWhenItIsNoEnvelope(String body) {
        assertThat(read(body)).isInstanceOf(Envelope.Garbage.class);
    }

    @Test
    void shouldSayThatItIsGarbageWhenItIsNestedWithoutEnd() {
        assertThat(read("[".repeat(100_000))).isInstanceOf(Envelope.Garbage.class);
    }

    private static Event nothing(String action) {
        return new Event(new Occasion(action, null, null, null, null), "", null, null, null);
    }

    private static Envelope read(String body) {
        return Envelope.read(body.getBytes(UTF_8));
    }
}
