package io.rollcall.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.standalone.CommandProcess;
import io.rollcall.testkit.Hold.Step;
import io.rollcall.testkit.KafkaDoor;
import io.rollcall.testkit.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ctrl-C while records are read: the process ends at once, says so in a sentence, and leaves nothing half done. */
class StoppedIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    /** By a signal, as a shell knows it: 128 and that of SIGINT. */
    private static final int INTERRUPTED = 130;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "replay, rollcall: stopped before all was read; nothing was written anywhere.",
        "export, rollcall: stopped before all was exported; nothing was written anywhere."
    })
    void shouldEndAtOnceAndLeaveNothingBehindWhenInterrupted(String command, String sentence) {
        String broker = TestBroker.shared().bootstrapServers();
        TenResults bus = new TenResults(broker);
        bus.fill();
        try (KafkaDoor door = KafkaDoor.to(broker)) {
            // Given
            var fetch = door.hold(Step.BEFORE, ApiKeys.FETCH, "replay");
            String out = directory.resolve("out").toString();
            try (CommandProcess process = CommandProcess.start(bus.commandAt(
                    door.bootstrapServers(),
                    command,
                    "--from",
                    "2026-11-21T03:00:00Z",
                    "--to",
                    "2026-11-21T04:00:00Z",
                    "--out",
                    out))) {
                fetch.awaitReached();

                // When
                process.interrupt();

                // Then
                assertThat(process.exitCode(SOON)).isEqualTo(INTERRUPTED);
                assertThat(process.err()).containsExactly(sentence);
                assertThat(process.out()).isEmpty();
                assertThat(directory).isEmptyDirectory();
            }
        }
    }
}
