package io.rollcall.prober.registry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.rollcall.sandbox.Certificates;
import io.rollcall.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class TrustTest {
    @TempDir
    Path directory;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T10:00:00Z"));
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();
    private Path file;
    private RereadFile<SSLContext> trust;

    @BeforeEach
    void listen() throws IOException {
        file = directory.resolve("ca.crt");
        write("first");
        trust = Trust.open(Optional.of(file), "registry.example", clock);
        told.start();
        logger().addAppender(told);
    }

    @AfterEach
    void stopListening() {
        logger().detachAppender(told);
    }

    @Test
    void shouldTrustAnotherAuthorityWhenTheFileChanges() throws IOException {
        // Given
        SSLContext first = trust.current().orElseThrow();

        // When
        write("second");
        clock.advance(Duration.ofMillis(999));
        SSLContext soon = trust.current().orElseThrow();
        clock.advance(Duration.ofMillis(1));
        SSLContext later = trust.current().orElseThrow();
        clock.advance(Duration.ofSeconds(1));

        // Then
        assertThat(soon).isSameAs(first);
        assertThat(later).isNotSameAs(first);
        assertThat(trust.current().orElseThrow()).isSameAs(later);
    }

    @Test
    void shouldKeepTheLastGoodOneAndSayItOnceWhenTheFileGoesBad() throws IOException {
        // Given
        SSLContext first = trust.current().orElseThrow();

        // When
        Files.writeString(file, "no certificate");
        for (int look = 0; look < 5; look++) {
            clock.advance(Duration.ofSeconds(1));
            trust.current();
        }

        // Then
        assertThat(trust.current().orElseThrow()).isSameAs(first);
        assertThat(told.list).hasSize(1);
        assertThat(told.list.get(0).getKeyValuePairs().toString()).contains("The ca " + file);
        write("second");
        clock.advance(Duration.ofSeconds(1));
        assertThat(trust.current().orElseThrow()).isNotSameAs(first);
    }

    @Test
    void shouldTrustNobodyAndSayWhyUntilTheFileIsOfUse() throws IOException {
        // Given
        Files.writeString(file, "no certificate");
        RereadFile<SSLContext> late = Trust.open(Optional.of(file), "registry.example", clock);

        // When
        Optional<SSLContext> nobody = late.current();
        Optional<String> trouble = late.trouble();
        write("second");
        clock.advance(Duration.ofSeconds(1));

        // Then
        assertThat(nobody).isEmpty();
        assertThat(trouble).hasValueSatisfying(it -> assertThat(it).startsWith("The ca " + file));
        assertThat(late.trouble()).isEmpty();
        assertThat(late.current()).isPresent();
    }

    // as a mounted file changes: another takes the name
    private void write(String authority) throws IOException {
        Path made =
                Certificates.in(directory.resolve(authority), Clock.systemUTC()).ca();
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(RereadFile.class);
    }
}
