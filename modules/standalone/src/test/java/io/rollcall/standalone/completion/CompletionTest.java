package io.rollcall.standalone.completion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.standalone.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts, in a bash of their own. */
class CompletionTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "'doc', doctor",
        "'topics cr', create",
        "'up --kubec', --kubeconfig",
        "'doctor --js', --json",
        "'completion z', zsh"
    })
    void shouldCompleteWhatTheCommandLineTakes(String typed, String completed) throws Exception {
        // Given
        Path script = script("bash");
        String words = "rollcall " + typed;
        int last = words.split(" ").length - 1;

        // When
        String replies = bash(
                "source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE='%s'; _complete_rollcall; echo \"${COMPREPLY[@]}\""
                        .formatted(script, words, last, words));

        // Then
        assertThat(replies.strip().split("\\s+")).contains(completed);
    }

    @Test
    void shouldPrintForZshWhatLoadsBashsFirst() throws Exception {
        // When
        String script = Files.readString(script("zsh"));

        // Then
        assertThat(script)
                .startsWith("autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n");
        assertThat(bash("bash -n '%s' && echo parses".formatted(directory.resolve("zsh"))))
                .isEqualTo("parses\n");
    }

    @Test
    void shouldNameTheShellsWhenAnotherIsAskedFor() {
        // When
        CommandRun run = CommandRun.of("completion", "fish");

        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("bash").contains("zsh");
    }

    private Path script(String shell) throws IOException {
        CommandRun run = CommandRun.of("completion", shell);
        assertThat(run.exitCode()).isZero();
        return Files.writeString(directory.resolve(shell), run.out());
    }

    private static String bash(String command) throws IOException, InterruptedException {
        Process bash = new ProcessBuilder("bash", "--norc", "-c", command)
                .redirectErrorStream(true)
                .start();
        String out = new String(bash.getInputStream().readAllBytes(), UTF_8);
        assertThat(bash.waitFor()).as(out).isZero();
        return out;
    }
}
