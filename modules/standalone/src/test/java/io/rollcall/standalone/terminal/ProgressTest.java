package io.rollcall.standalone.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(new PrintStream(bytes, true, UTF_8), false, true);
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void shouldSayNothingForTwoSecondsThenCountAndGoWithoutATrace() {
        // Given
        Progress progress = Progress.manual(terminal, "waiting for Kafka", nanos::get);

        // When
        pass(1);
        progress.tick();

        // Then
        assertThat(bytes.size()).isZero();

        // When
        pass(2);
        progress.tick();

        // Then
        assertThat(seen()).isEqualTo("\r… waiting for Kafka, 3 s");

        // When
        progress.close();
        progress.tick();

        // Then
        String line = "… waiting for Kafka, 3 s";
        assertThat(seen()).isEqualTo("\r" + line + "\r" + " ".repeat(line.length()) + "\r");
    }

    @Test
    void shouldCoverALongerLineWithBlanks() {
        // Given
        Progress progress = Progress.manual(terminal, "something long", nanos::get);
        pass(3);
        progress.tick();

        // When
        progress.now("short");
        progress.tick();

        // Then
        assertThat(seen()).endsWith("\r… short, 3 s" + " ".repeat("something long".length() - "short".length()));
    }

    @Test
    void shouldGetOutOfTheWayOfWhatIsPrinted() {
        // Given
        Progress progress = Progress.manual(terminal, "looking", nanos::get);
        pass(3);
        progress.tick();

        // When
        progress.aside(() -> terminal.line("found"));

        // Then
        assertThat(seen()).endsWith(" \rfound\n");
    }

    @Test
    void shouldStartNoClockWhereNobodyWatches() {
        // Given
        Terminal file = new Terminal(new PrintStream(bytes, true, UTF_8), false);

        // When
        try (Progress progress = Progress.on(file, "looking")) {
            progress.now("looking elsewhere");
        }

        // Then
        assertThat(bytes.size()).isZero();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(it -> it.getName().equals("rollcall-progress"));
    }

    private void pass(long seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private String seen() {
        return bytes.toString(UTF_8);
    }
}
