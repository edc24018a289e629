package io.rollcall.standalone.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.standalone.cli.Surroundings;
import io.rollcall.standalone.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoryTest {

    private static final ChaosOptions OPTIONS =
            new ChaosOptions(42, 12, 200, Optional.of(Path.of("kubeconfig")), "rollcall-chaos-x");
    private static final String AGAIN = "./rollcall chaos --seed 42 --faults 12 --images 200 --kubeconfig kubeconfig";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void shouldEndWithAnObjectThatSaysThatAllHeld() throws Exception {
        // When
        story(true).ended(new Outcome(List.of(), Map.of("flips", 800)), Path.of("logs"));

        // Then
        JsonNode end = last();
        assertThat(end.path("result").asText()).isEqualTo("ok");
        assertThat(end.path("seed").asLong()).isEqualTo(42);
        assertThat(end.path("flips").asInt()).isEqualTo(800);
        assertThat(end.path("repeat").asText()).isEqualTo(AGAIN);
        assertThat(end.has("first")).isFalse();
    }

    @Test
    void shouldEndWithWhatBrokeAndHowToSeeItAgain() throws Exception {
        // Given
        List<String> broken =
                IntStream.range(0, 30).mapToObj(i -> "Guarantee: image " + i).toList();

        // When
        story(true).ended(new Outcome(broken, Map.of()), Path.of("logs"));

        // Then
        JsonNode end = last();
        assertThat(end.path("result").asText()).isEqualTo("failed");
        assertThat(end.path("broken").asInt()).isEqualTo(30);
        assertThat(end.path("first")).hasSize(20);
        assertThat(end.path("look").asText()).isEqualTo("logs");
        assertThat(end.path("repeat").asText()).isEqualTo(AGAIN);
    }

    @Test
    void shouldTellEachStrikeToBoth() throws Exception {
        // When
        story(true).strikes(new Strike(Duration.ZERO, Duration.ofSeconds(2), new Fault.BrokerAway(true)));

        // Then
        assertThat(last().path("fault").asText()).isEqualTo("kill -9 the broker");
        assertThat(err.toString(UTF_8)).contains("! kill -9 the broker, for 2.0 s");
    }

    @Test
    void shouldSpeakToAPersonOtherwise() {
        // When
        story(false).ended(new Outcome(List.of("Guarantee: image 1"), Map.of("flips", 1)), Path.of("logs"));

        // Then
        assertThat(out.toString(UTF_8)).contains("1 flips", "✗ Guarantee: image 1", "Logs: logs", "Again: " + AGAIN);
    }

    private Story story(boolean json) {
        return new Story(
                OPTIONS,
                new Surroundings(
                        Map.of(),
                        new Terminal(new PrintStream(out, true, UTF_8), false),
                        new Terminal(new PrintStream(err, true, UTF_8), false),
                        Clock.systemUTC()),
                json);
    }

    private JsonNode last() throws Exception {
        String text = out.toString(UTF_8).strip();
        return new JsonMapper().readTree(text.substring(text.lastIndexOf('\n') + 1));
    }
}
