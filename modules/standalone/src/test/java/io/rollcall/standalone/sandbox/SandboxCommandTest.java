package io.rollcall.standalone.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.standalone.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxCommandTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"list", "lose x", "restore x"})
    void shouldSayHowToStartOneWhenNoSandboxIsUp(String command) {
        // When
        CommandRun run = run(directory.resolve("kubeconfig"), ("sandbox " + command).split(" ", -1));

        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("no sandbox is up").contains("start 'rollcall sandbox'");
    }

    @Test
    void shouldLeaveAKubeconfigThatIsNotItsOwn() throws IOException {
        // Given
        Path somebodys = Files.writeString(directory.resolve("config"), "current-context: production\n");

        // When
        CommandRun run = run(somebodys, "sandbox", "--registry", "127.0.0.1:1");

        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("is no sandbox's kubeconfig, and stays as it is");
        assertThat(somebodys).hasContent("current-context: production");
    }

    @Test
    void shouldSayThatTheRegistryIsAwayAndLeaveNoKubeconfig() {
        // Given
        Path kubeconfig = directory.resolve("kubeconfig");

        // When
        CommandRun run = run(kubeconfig, "sandbox", "--registry", "127.0.0.1:1");

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("The registry at http://127.0.0.1:1 does not answer");
        assertThat(kubeconfig).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--registry r:1 --port 70000", "--registry r:1 --bind no.such.host.invalid"})
    void shouldSayWhatToGiveWhenAnOptionIsMissingOrWrong(String options) {
        // When
        CommandRun run = run(
                directory.resolve("kubeconfig"), ("sandbox " + options).strip().split(" ", -1));

        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("give ");
    }

    private static CommandRun run(Path kubeconfig, String... command) {
        String[] line = java.util.Arrays.copyOf(command, command.length + 2);
        line[command.length] = "--kubeconfig";
        line[command.length + 1] = kubeconfig.toString();
        return CommandRun.of(line);
    }
}
