package io.rollcall.prober.registry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.rollcall.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class CredentialsFileTest {
    private static final String HOST = "registry.example";

    @TempDir
    Path directory;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T10:00:00Z"));
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();
    private Path file;

    @BeforeEach
    void listen() throws IOException {
        file = directory.resolve("config.json");
        write("first");
        told.start();
        logger().addAppender(told);
    }

    @AfterEach
    void stopListening() {
        logger().detachAppender(told);
    }

    @Test
    void shouldTakeNewCredentialsWhenTheFileChanges() throws IOException {
        // Given
        RereadFile<Credentials> credentials = CredentialsFile.open(file, HOST, clock);

        // When
        write("second");
        clock.advance(Duration.ofMillis(999));
        Optional<Credentials> soon = credentials.current();
        clock.advance(Duration.ofMillis(1));
        Optional<Credentials> later = credentials.current();

        // Then
        assertThat(soon).contains(new Credentials("probe", "first"));
        assertThat(later).contains(new Credentials("probe", "second"));
    }

    @Test
    void shouldKeepTheLastGoodOnesAndSayItOnceWhenTheFileGoesBad() throws IOException {
        // Given
        RereadFile<Credentials> credentials = CredentialsFile.open(file, HOST, clock);

        // When
        Files.delete(file);
        for (int look = 0; look < 5; look++) {
            clock.advance(Duration.ofSeconds(1));
            credentials.current();
        }

        // Then
        assertThat(credentials.current()).contains(new Credentials("probe", "first"));
        assertThat(credentials.trouble()).isPresent();
        assertThat(told.list).hasSize(1);
        assertThat(told.list.get(0).getKeyValuePairs().toString())
                .contains("cannot be read")
                .doesNotContain("first");
    }

    @Test
    void shouldRecoverWhenTheFileIsGoodAgain() throws IOException {
        // Given
        RereadFile<Credentials> credentials = CredentialsFile.open(file, HOST, clock);
        Files.writeString(file, "no json, but s3cret");
        clock.advance(Duration.ofSeconds(1));
        credentials.current();

        // When
        write("third");
        clock.advance(Duration.ofSeconds(1));

        // Then
        assertThat(credentials.current()).contains(new Credentials("probe", "third"));
        assertThat(told.list.toString()).doesNotContain("s3cret").doesNotContain("third");
    }

    @Test
    void shouldNameFileAndFixWhenThereIsNoneAtStartAndTakeItWhenItComes() throws IOException {
        // Given
        Files.delete(file);
        RereadFile<Credentials> credentials = CredentialsFile.open(file, HOST, clock);

        // When
        Optional<Credentials> none = credentials.current();
        Optional<String> trouble = credentials.trouble();
        write("late");
        clock.advance(Duration.ofSeconds(1));

        // Then
        assertThat(none).isEmpty();
        assertThat(trouble)
                .contains("The docker config %s cannot be read; create it, and give this process the right to read it."
                        .formatted(file));
        assertThat(credentials.trouble()).isEmpty();
        assertThat(credentials.current()).contains(new Credentials("probe", "late"));
    }

    // as a mounted secret changes: another file takes the name
    private void write(String password) throws IOException {
        Path next = Files.writeString(
                directory.resolve("next"),
                "{\"auths\":{\"%s\":{\"username\":\"probe\",\"password\":\"%s\"}}}".formatted(HOST, password));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(RereadFile.class);
    }
}
