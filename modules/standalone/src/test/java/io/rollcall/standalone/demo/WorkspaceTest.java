package io.rollcall.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class WorkspaceTest {

    private final Workspace workspace = Workspace.create();

    WorkspaceTest() throws IOException {}

    private void fill() throws IOException {
        Files.createDirectories(workspace.of("broker").resolve("kafka"));
        Files.writeString(workspace.of("broker").resolve("kafka").resolve("00.log"), "records");
        Files.writeString(workspace.log(), "lines");
    }

    @Test
    void shouldLeaveNothingWhenItIsDeleted() throws IOException {
        // Given
        fill();

        // When
        workspace.delete(false);

        // Then
        assertThat(workspace.directory()).doesNotExist();
    }

    @Test
    void shouldLeaveTheLogAloneWhenItIsToBeKept() throws IOException {
        // Given
        fill();

        // When
        workspace.delete(true);

        // Then
        assertThat(workspace.directory()).isDirectoryContaining(file -> file.equals(workspace.log()));
        assertThat(workspace.of("broker")).doesNotExist();
        workspace.delete(false);
    }
}
