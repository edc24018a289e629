package io.rollcall.standalone.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.standalone.demo.Report.Address;
import io.rollcall.standalone.demo.Report.Part;
import io.rollcall.standalone.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class ReportsTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final AtomicLong nanos = new AtomicLong();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Stopwatch watch = new Stopwatch(nanos::get);

    private Report report(boolean coloured, BiFunction<Terminal, Stopwatch, Report> make) {
        return make.apply(new Terminal(new PrintStream(out, true, UTF_8), coloured), watch);
    }

    private List<String> lines() {
        return out.toString(UTF_8).lines().toList();
    }

    private void at(double seconds) {
        nanos.set((long) (seconds * 1_000_000_000L));
    }

    private static Summary summary() {
        Spread one = new Spread(Duration.ofMillis(1500), Duration.ofMillis(1500), Duration.ofMillis(1500));
        Spread all = new Spread(Duration.ofMillis(900), Duration.ofMillis(1500), Duration.ofMillis(2100));
        return new Summary(
                20,
                21,
                21,
                Map.of("absent", 30, "present", 80),
                Map.of(Step.LOSE_ONE, one, Step.RECOVER_ONE, one, Step.LOSE_ALL, all, Step.RECOVER_ALL, all),
                Duration.ofMillis(15_040));
    }

    @Test
    void shouldPrintAlignedWholeLinesWhenOutputIsNotATerminal() {
        // Given
        Report timeline = report(false, Timeline::new);

        // When
        at(9.44);
        timeline.began(Step.LOSE_ONE, "deleting the manifest of demo-a/debian-12");
        timeline.progress(Step.LOSE_ONE, new Tally(0, 1, "nothing"));
        at(11.06);
        timeline.seen(
                Step.LOSE_ONE, List.of("demo-a/debian-12 is ImageLost, 1.6 s after the deletion", "Event X"), Map.of());

        // Then
        assertThat(lines())
                .containsExactly(
                        "   9.4 s  · lose-one     deleting the manifest of demo-a/debian-12",
                        "  11.1 s  ✓ lose-one     demo-a/debian-12 is ImageLost, 1.6 s after the deletion",
                        "                         Event X");
    }

    @Test
    void shouldMoveTheLastLineWhenTheTerminalIsColoured() {
        // Given
        Report timeline = report(true, Timeline::new);

        // When
        timeline.progress(Step.LOSE_ALL, new Tally(3, 20, "3 of 20"));
        timeline.seen(Step.LOSE_ALL, List.of("all 20 are ImageLost"), Map.of());

        // Then
        assertThat(out.toString(UTF_8)).startsWith("\r\u001b[K").contains("3 of 20 …", "\u001b[33m✓\u001b[0m");
        assertThat(lines().get(lines().size() - 1))
                .contains("all 20 are ImageLost")
                .doesNotContain("3 of 20");
    }

    @Test
    void shouldTellWhichPartsAreRealAndBothSpeedsWhenItOpens() {
        // When
        report(false, Timeline::new)
                .opened(20, List.of(new Part("broker", true, "Apache Kafka"), new Part("registry", false, "built in")));

        // Then
        assertThat(lines())
                .contains(
                        "Rollcall demo: 20 images are lost, and found again",
                        "  broker        real       Apache Kafka",
                        "  registry      stand-in   built in",
                        "  sweep         2 s        every 5 min",
                        "  re-check      2 s        15 s … 5 min");
    }

    @Test
    void shouldEndWithWhatWasSeenAndWhereToGoWhenAllWasSeen() {
        // When
        report(false, Timeline::new).ended(summary(), false);

        // Then
        assertThat(lines())
                .contains(
                        "  Seen in 15.0 s, in the resources themselves, their Events and the alerts",
                        "  losses        21, each with one Event and one alert",
                        "  to ImageLost  one after 1.5 s, all 20 after 0.9 to 2.1 s",
                        "  probes        30 absent, 80 present")
                .anyMatch(line -> line.contains("./rollcall up --kubeconfig"))
                .anyMatch(line -> line.contains("./rollcall demo --keep"));
    }

    @Test
    void shouldPrintTheAddressesLastWhenEverythingIsKept() {
        // Given
        Report timeline = report(false, Timeline::new);

        // When
        timeline.keeping(List.of(new Address("broker", "127.0.0.1:9092", "./rollcall alerts")));
        timeline.failed(new Failure(Step.LOSE_ALL, "Expected much; saw little.", "The log is here."));

        // Then
        assertThat(lines())
                .containsExactly(
                        "   0.0 s  ✗ lose-all     not seen",
                        "",
                        "  Expected much; saw little.",
                        "  The log is here.",
                        "",
                        "  Still up, until Ctrl-C",
                        "  broker        127.0.0.1:9092",
                        "                ./rollcall alerts");
    }

    @Test
    void shouldPrintOneObjectALineWhenJsonIsAskedFor() throws JsonProcessingException {
        // Given
        Report json = report(false, JsonReport::new);

        // When
        at(1.5);
        json.began(Step.LOSE_ONE, "deleting");
        json.progress(Step.LOSE_ONE, new Tally(0, 1, ""));
        at(2.25);
        json.seen(Step.LOSE_ONE, List.of("it is ImageLost", "Event X"), Map.of("images", 1));
        json.ended(summary(), false);

        // Then
        assertThat(lines()).hasSize(3);
        assertThat(lines().get(0))
                .isEqualTo("{\"t\":1.5,\"step\":\"lose-one\",\"state\":\"began\",\"deed\":\"deleting\"}");
        assertThat(lines().get(1))
                .isEqualTo(
                        "{\"t\":2.25,\"step\":\"lose-one\",\"state\":\"seen\",\"told\":\"it is ImageLost; Event X\",\"images\":1}");
        JsonNode last = JSON.readTree(lines().get(2));
        assertThat(last.path("result").asText()).isEqualTo("ok");
        assertThat(last.path("lost").asInt()).isEqualTo(21);
        assertThat(last.at("/phaseSeconds/lose-all/last").asDouble()).isEqualTo(2.1);
    }

    @Test
    void shouldNameTheStepAndTheReasonInJsonWhenAStepWasNotSeen() {
        // When
        report(false, JsonReport::new).failed(new Failure(Step.LOSE_ALL, "Expected \"much\".", "The log is here."));

        // Then
        assertThat(lines())
                .containsExactly("{\"result\":\"failed\",\"step\":\"lose-all\",\"why\":\"Expected \\\"much\\\".\","
                        + "\"look\":\"The log is here.\"}");
    }

    @Test
    void shouldFailInJsonAtTheStepThatWasUnderWayWhenItIsInterrupted() {
        // Given
        Report json = report(false, JsonReport::new);
        json.began(Step.RECOVER_ONE, "pushing");

        // When
        json.interrupted();

        // Then
        assertThat(lines().get(1))
                .isEqualTo("{\"result\":\"failed\",\"step\":\"recover-one\",\"why\":\"It was asked to stop.\"}");
    }
}
