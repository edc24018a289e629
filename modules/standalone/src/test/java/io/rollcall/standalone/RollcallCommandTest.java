package io.rollcall.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollcallCommandTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "up --help",
                "sandbox --help",
                "sandbox lose --help",
                "init --help",
                "doctor --help",
                "completion --help",
                "check --help",
                "alerts --help",
                "bench --help",
                "chaos --help",
                "topics --help",
                "topics create --help",
                "topics describe --help",
                "watcher --help",
                "prober --help",
                "status-writer --help",
                "version --help"
            })
    void shouldHelpWhenAsked(String line) {
        // When
        CommandRun run = CommandRun.of(line.split(" "));

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: rollcall");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"watcher", "prober", "status-writer"})
    void shouldListEveryKeyWhenAServiceHelps(String service) {
        assertThat(CommandRun.of(service, "--help").out())
                .contains("sweep.schedule", "ROLLCALL_SWEEP_SCHEDULE", "*/5 * * * *", "registries[].host");
    }

    @Test
    void shouldListTheCommandsInGroups() {
        assertThat(CommandRun.of("--help").out())
                .containsSubsequence(
                        "Run it:",
                        "  up ",
                        "Set it up:",
                        "  init ",
                        "  doctor ",
                        "  completion ",
                        "Look:",
                        "  check ",
                        "  alerts ",
                        "process of its own:",
                        "  watcher ");
    }

    @Test
    void shouldTellItsVersion() {
        // When
        CommandRun run = CommandRun.of("version");

        // Then
        assertThat(run.out()).startsWith("rollcall 0.").contains("Java");
        assertThat(run.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "topics",
                "up --nonsense",
                "up --kubeconfig",
                "check",
                "check --nonsense REF",
                "init --nonsense",
                "init --kubeconfig /nonexistent",
                "doctor --nonsense",
                "completion",
                "completion fish",
                "check no-host",
                "check --anonymous --docker-config x host.example/a:1",
                "check host.example/a:1",
                "alerts --from yesterday",
                "bench nonsense",
                "bench --runs 0",
                "chaos --images 4",
                "chaos --faults -1",
                "chaos --kubeconfig /nonexistent",
                "alerts --set nonsense=1",
                "topics create --set kafka.partitions=0",
                "prober --nonsense",
                "version nonsense"
            })
    void shouldExitWithTwoAndOneSentenceWhenTheCommandLineIsWrong(String line) {
        // When
        CommandRun run = CommandRun.of(line.isEmpty() ? new String[0] : line.split(" "));

        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("rollcall: ").matches("(?s).*[.?]\\n").doesNotContain("Exception");
    }

    @Test
    void shouldTellWhereItComesFromWhenDebugIsAskedFor() {
        assertThat(CommandRun.of("check", "--debug", "no-host").err()).contains("\tat io.rollcall.");
    }

    @Test
    void shouldSuggestWhatIsNearWhenAnOptionIsMisspelt() {
        assertThat(CommandRun.of("up", "--kubeconfg", "x").err())
                .contains("--kubeconfg is not an option of rollcall up, did you mean --kubeconfig?");
    }

    @Test
    void shouldTellEveryMistakeAtOnceWhenTheConfigurationIsWrong() throws IOException {
        // Given
        Path config = Files.writeString(directory.resolve("rollcall.yaml"), "mode: wriet\nswep: {schedule: x}\n");

        // When
        CommandRun run = CommandRun.with(Map.of("ROLLCALL_CONFIG", config.toString()), "up");

        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(2);
        assertThat(run.err()).contains("rollcall.yaml:1: mode").contains("did you mean sweep.schedule?");
    }
}
