package io.rollcall.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path directory;

    @Test
    void shouldTakeTheOptionThenTheVariableThenTheUsualPlace() {
        Map<String, String> all = Map.of("ROLLCALL_DATA_DIR", "/variable", "XDG_DATA_HOME", "/xdg");
        assertThat(DataDirectory.of(Optional.of(Path.of("/option")), all).path())
                .isEqualTo(Path.of("/option"));
        assertThat(DataDirectory.of(Optional.empty(), all).path()).isEqualTo(Path.of("/variable"));
        assertThat(DataDirectory.of(Optional.empty(), Map.of("XDG_DATA_HOME", "/xdg"))
                        .path())
                .isEqualTo(Path.of("/xdg/rollcall"));
        assertThat(DataDirectory.of(Optional.empty(), Map.of()).path())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".local/share/rollcall"));
    }

    @Test
    void shouldShowTheHomeAsATilde() {
        assertThat(DataDirectory.of(Optional.empty(), Map.of()).shown()).isEqualTo("~/.local/share/rollcall");
    }

    @Test
    void shouldLeaveTheAddressForOthersUntilItIsTakenBack() throws IOException {
        // Given
        DataDirectory data = new DataDirectory(directory);
        assertThat(data.address()).isEmpty();

        // When
        data.writeAddress("127.0.0.1:1234");

        // Then
        assertThat(new DataDirectory(directory).address()).contains("127.0.0.1:1234");

        // When
        data.removeAddress();

        // Then
        assertThat(data.address()).isEmpty();
    }
}
