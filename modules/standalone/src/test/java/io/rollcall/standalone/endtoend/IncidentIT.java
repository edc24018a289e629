package io.rollcall.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.contract.transition.Outcome;
import io.rollcall.contract.transition.Transition;
import io.rollcall.standalone.CommandRun;
import io.rollcall.testkit.FullLength;
import io.rollcall.testkit.TestBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three things happen to 200 images of a real registry; what the bus holds of it afterwards tells them apart. */
class IncidentIT {
    private static final int IMAGES = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @Test
    void shouldTellWhatHappenedWhyAndWhatWouldHave() throws Exception {
        try (IncidentScene scene = new IncidentScene(directory, IMAGES)) {
            // Given
            scene.awaitPresent(IMAGES, 0);
            Instant begin = Instant.now();

            // When
            scene.deleteOne();
            scene.awaitWritten("imageLost", 1);
            Instant away = Instant.now();
            scene.loseStorage();
            scene.awaitWritten("imageLost", IMAGES);
            scene.awaitAbsent(IMAGES, 5);
            FullLength.lasts(away, Duration.ofSeconds(90));
            scene.restoreStorage();
            scene.awaitWritten("imageRecovered", IMAGES - 1);
            Instant wrong = Instant.now();
            scene.password("wrong");
            scene.awaitDenied(IMAGES, 0);
            FullLength.lasts(wrong, Duration.ofSeconds(30));
            scene.password("s3cret");
            scene.awaitPresent(IMAGES - 1, scene.results().size());
            Instant end = Instant.now();
            scene.settle();

            // Then
            String[] window = {"--from", begin.toString(), "--to", end.toString()};
            Path three = Files.writeString(directory.resolve("three.yaml"), "confirmations: 3\n");
            Path report = directory.resolve("report.html");
            JsonNode document = document(
                    scene, "replay", window, "--json", "--policy", three.toString(), "--out", report.toString());
            assertTellsTheThreeCausesApart(scene, document);
            assertThat(document.path("audit").path("differences"))
                    .as("%s", document.path("audit"))
                    .isEmpty();
            assertThat(document.path("audit").path("decisions").asInt())
                    .isEqualTo(scene.transitions().size())
                    .isGreaterThanOrEqualTo(2 * IMAGES - 1);
            assertTheFiguresAreThoseOfTheRecord(scene, document.path("whatIf"), end);
            assertThat(document(scene, "replay", window, "--json", "--policy", three.toString()))
                    .isEqualTo(document);
            assertThat(report).content().contains("<html", "Rollcall");
            IncidentPictures.take(report, scene.doomed());
            assertTheFileSaysTheSame(scene, window, document, three);
            assertAPersonCanReadIt(scene, window, three);
        }
    }

    private static void assertTellsTheThreeCausesApart(IncidentScene scene, JsonNode document) {
        Map<String, JsonNode> byCause = new HashMap<>();
        document.path("incidents")
                .forEach(it -> byCause.putIfAbsent(it.path("cause").asText(), it));
        assertThat(byCause).containsKeys("DELETION", "STORAGE_GONE", "CREDENTIALS");
        assertThat(byCause.get("DELETION").path("images")).hasSize(1);
        int place = byCause.get("DELETION").path("images").get(0).asInt();
        assertThat(document.path("images").get(place).path("key").asText()).endsWith("/" + scene.doomed());
        assertThat(byCause.get("DELETION").path("sentence").asText()).startsWith("node-puller deleted 1 image");
        assertThat(byCause.get("STORAGE_GONE").path("images")).hasSize(IMAGES - 1);
        assertThat(byCause.get("STORAGE_GONE").hasNonNull("end")).isTrue();
        assertThat(byCause.get("CREDENTIALS").path("images")).hasSize(IMAGES);
        assertThat(document.path("summary").path("lost").asInt()).isEqualTo(IMAGES);
        assertThat(document.path("summary").path("recovered").asInt()).isEqualTo(IMAGES - 1);
        assertThat(document.path("summary").path("stillLost").asInt()).isEqualTo(1);
    }

    /**
     * With three in a row each image would have been lost on the third absence that stands on the bus. Of those that came
     * back the time from the first to the third is saved; of the one that did not it is added.
     */
    private static void assertTheFiguresAreThoseOfTheRecord(IncidentScene scene, JsonNode whatIf, Instant end) {
        double saved = 0;
        double added = 0;
        Map<String, List<ProbeResult>> byImage = new HashMap<>();
        scene.results().forEach(it -> byImage.computeIfAbsent(it.uid(), any -> new ArrayList<>())
                .add(it));
        for (Transition lost : scene.transitions()) {
            if (lost.outcome() != Outcome.WRITTEN || !lost.change().equals("imageLost")) {
                continue;
            }
            List<ProbeResult> its = byImage.get(lost.uid());
            Instant third = its.stream()
                    .filter(it -> it.verdict() instanceof Verdict.Absent && it.consecutive() == 3)
                    .findFirst()
                    .orElseThrow()
                    .probedAt();
            Optional<Instant> back = its.stream()
                    .filter(it -> it.verdict() instanceof Verdict.Present
                            && it.probedAt().isAfter(third))
                    .findFirst()
                    .map(ProbeResult::probedAt);
            Instant was = lost.evidence().probedAt();
            if (back.isEmpty()) {
                added += minutes(was, third);
            } else {
                Instant recovered = scene.transitions().stream()
                        .filter(it -> it.uid().equals(lost.uid())
                                && it.outcome() == Outcome.WRITTEN
                                && it.change().equals("imageRecovered"))
                        .findFirst()
                        .orElseThrow()
                        .evidence()
                        .probedAt();
                saved += minutes(was, recovered) - minutes(third, back.get());
            }
        }
        assertThat(end).isAfter(Instant.EPOCH);
        assertThat(whatIf.path("changed")).hasSize(IMAGES);
        assertThat(whatIf.path("unknown")).isEmpty();
        assertThat(whatIf.path("minutesSaved").asDouble()).isCloseTo(saved, within());
        assertThat(whatIf.path("minutesAdded").asDouble())
                .isCloseTo(added, within())
                .isPositive();
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(0.001);
    }

    private static double minutes(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 60_000.0;
    }

    private void assertTheFileSaysTheSame(IncidentScene scene, String[] window, JsonNode document, Path three)
            throws Exception {
        Path file = directory.resolve("incident.jsonl.zst");
        List<String> args = new ArrayList<>(List.of("--out", file.toString()));
        args.addAll(Arrays.asList(window));
        CommandRun export = run(scene, "export", args);
        assertThat(export.exitCode()).as(export.err()).isZero();
        CommandRun replay = CommandRun.of("replay", "--file", file.toString(), "--json", "--policy", three.toString());
        assertThat(replay.exitCode()).as(replay.err()).isZero();
        JsonNode ofFile = JSON.readTree(replay.out());
        assertThat(ofFile.path("source").asText()).isEqualTo("incident.jsonl.zst");
        assertThat(((com.fasterxml.jackson.databind.node.ObjectNode) ofFile)
                        .put("source", document.path("source").asText()))
                .isEqualTo(document);

        // a ticket's attachment that was cut off
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        CommandRun refused = CommandRun.of("replay", "--file", file.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .matches(
                        "(?s)rollcall: incident.jsonl.zst ends after record \\d+: it was cut off; copy it again, or take the export again\\.\\R");
    }

    private static void assertAPersonCanReadIt(IncidentScene scene, String[] window, Path three) throws Exception {
        List<String> args = new ArrayList<>(Arrays.asList(window));
        assertThat(run(scene, "replay", args).out())
                .contains("200 images were lost and 199 recovered")
                .contains(": storage gone")
                .contains(": deletion")
                .contains(": credentials refused")
                .contains("come out the same when made again by the rules");
        args.addAll(List.of("--registry", scene.host(), "--policy", three.toString(), "--events"));
        assertThat(run(scene, "replay", args).out())
                .contains("What if: confirmations 3")
                .satisfies(out -> assertThat(
                                out.substring(out.indexOf("Events")).lines().skip(1))
                        .hasSizeGreaterThan(2 * IMAGES)
                        .isSortedAccordingTo(
                                Comparator.comparing(line -> line.substring(0, "  03:12:04.000".length()))));
        args.subList(window.length, args.size()).clear();
        args.addAll(List.of("--image", scene.doomed()));
        assertThat(run(scene, "replay", args).out())
                .contains("the registry reported 'delete' by node-puller")
                .contains("1 of 1 in a row: lost, written as version");
        args.set(args.size() - 1, "nobody/nothing");
        CommandRun unknown = run(scene, "replay", args);
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("no image matches 'nobody/nothing' in this window");
    }

    private static JsonNode document(IncidentScene scene, String command, String[] window, String... more)
            throws Exception {
        List<String> args = new ArrayList<>(Arrays.asList(window));
        args.addAll(Arrays.asList(more));
        CommandRun run = run(scene, command, args);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return JSON.readTree(run.out());
    }

    private static CommandRun run(IncidentScene scene, String command, List<String> more) {
        List<String> args = new ArrayList<>(List.of(
                command,
                "--bootstrap-servers",
                TestBroker.shared().bootstrapServers(),
                "--set",
                "kafka.topicPrefix=" + scene.prefix()));
        args.addAll(more);
        return CommandRun.of(args.toArray(String[]::new));
    }
}
