package io.rollcall.standalone.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.standalone.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFilesTest {

    @TempDir
    Path directory;

    @Test
    void shouldLetNobodyElseReadASecret() throws IOException {
        // When
        Path file = new NewFiles(directory.resolve("made/here"), false).write("config.json", "secret", true);

        // Then
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file).hasContent("secret");
    }

    @Test
    void shouldNameEveryFileThatExistsAndTouchNone() throws IOException {
        // Given
        Files.writeString(directory.resolve("a"), "mine");
        Files.writeString(directory.resolve("b"), "mine too");

        // When / Then
        assertThatThrownBy(() -> new NewFiles(directory, false).refuseExisting(List.of("a", "b", "c")))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("a exists, ")
                .hasMessageContaining("b exists; give --force");
        assertThatThrownBy(() -> new NewFiles(directory, false).write("a", "other", true))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("--force");
        assertThat(directory.resolve("a")).hasContent("mine");
    }

    @Test
    void shouldReplaceWholeFilesAndLeaveNothingElseWhenForced() throws IOException {
        // Given
        Files.writeString(directory.resolve("config.json"), "old");

        // When
        new NewFiles(directory, true).write("config.json", "new", true);

        // Then
        assertThat(directory.resolve("config.json")).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("config.json"))))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void shouldSayWhatToDoWhenTheDirectoryIsAFile() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("file"), "");

        // When / Then
        assertThatThrownBy(() -> new NewFiles(file, false).write("config.json", "x", true))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("give another with --dir");
    }
}
