package io.rollcall.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.standalone.CommandRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListeningTest {

    @TempDir
    Path directory;

    @Test
    void shouldFindItNowhereOnlyWhenEveryAddressRefuses() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Listening.nowhere("127.0.0.1:1, 127.0.0.1:2")).isTrue();
            assertThat(Listening.nowhere("127.0.0.1:1, 127.0.0.1:" + socket.getLocalPort()))
                    .isFalse();
        }
    }

    @Test
    void shouldLeaveANameThatDoesNotResolveToClientsWithMorePatience() {
        assertThat(Listening.nowhere("no-such-host.invalid:9092")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts", "topics describe"})
    void shouldPointToUpWhenItsBrokerIsGone(String command) throws IOException {
        // Given
        Files.writeString(directory.resolve("broker.address"), "127.0.0.1:1\n");

        // When
        CommandRun run = CommandRun.of((command + " --data-dir " + directory).split(" "));

        // Then
        assertThat(run.err())
                .isEqualTo("rollcall: nothing answers at 127.0.0.1:1, which %s names; start 'rollcall up' again.\n"
                        .formatted(directory.resolve("broker.address")));
        assertThat(run.exitCode()).isEqualTo(1);
    }
}
