package io.rollcall.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.standalone.cli.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's commands are what the program takes, and its first one does what it says. */
class ReadmeIT {
    private static final Path README = Path.of("..", "..", "README.md");
    private static final String LAUNCHER = "./rollcall ";

    @Test
    void shouldDoWhatTheReadmeSaysWhenItsFirstCommandIsRun() throws IOException {
        // Given
        String[] first = commands().get(0);
        assertThat(first).containsExactly("demo");

        // When
        try (CommandProcess demo = CommandProcess.start(first)) {
            int exitCode = demo.exitCode(Duration.ofMinutes(2));

            // Then
            assertThat(exitCode).isZero();
            assertThat(String.join("\n", demo.out())).contains("✓ lose-one", "✓ recover-one", "✓ lose-all", "✓ count");
        }
    }

    @Test
    void shouldTakeEveryCommandOfTheReadme() throws IOException {
        for (String[] command : commands()) {
            assertThat(RollcallCommand.commandLine(Surroundings.ofProcess())
                            .parseArgs(command)
                            .errors())
                    .as(String.join(" ", command))
                    .isEmpty();
        }
    }

    /** What stands behind {@code ./rollcall} at the beginning of a line, without comments. */
    private static List<String[]> commands() throws IOException {
        return Files.readAllLines(README).stream()
                .filter(line -> line.startsWith(LAUNCHER))
                .map(line -> line.substring(LAUNCHER.length())
                        .replaceAll("\\s+#.*$", "")
                        .strip()
                        .split("\\s+", -1))
                .toList();
    }
}
