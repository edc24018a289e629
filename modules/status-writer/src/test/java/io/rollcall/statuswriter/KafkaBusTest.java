package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBusTest {
    @TempDir
    private Path directory;

    @Test
    void shouldMissAKilledReplicaAfterTenSeconds() {
        // When
        Map<String, Object> settings = consumer(Map.of());
        // Then
        assertThat(settings).containsEntry("session.timeout.ms", 10_000).containsEntry("heartbeat.interval.ms", 3_000);
    }

    @Test
    void shouldLeaveTheSessionToTheFileWhenItNamesOne() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("client.properties"), "session.timeout.ms=30000\n");
        // When
        Map<String, Object> settings = consumer(Map.of("kafka.config", file.toString()));
        // Then
        assertThat(settings).containsEntry("session.timeout.ms", "30000");
    }

    private static Map<String, Object> consumer(Map<String, String> settings) {
        KafkaSettings kafka = KafkaSettings.of(RollcallConfig.of(settings), "status-writer", "writer-0");
        return new KafkaBus(kafka, "rollcall-status-writer").consumerSettings();
    }
}
