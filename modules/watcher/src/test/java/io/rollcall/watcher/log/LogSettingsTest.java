package io.rollcall.watcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSettingsTest {

    @TempDir
    Path directory;

    @Test
    void shouldGiveAKilledReplicasPartitionsAwayAfterTenSeconds() throws IOException {
        // When
        Map<String, Object> consumer = consumer("");

        // Then
        assertThat(consumer)
                .containsEntry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000)
                .containsEntry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000)
                .containsEntry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    }

    @Test
    void shouldKeepToTheFileWhenItSetsTheSession() throws IOException {
        // When
        Map<String, Object> consumer = consumer("consumer.session.timeout.ms=4500\n");

        // Then
        assertThat(consumer.get(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG)).hasToString("4500");
        assertThat(consumer).containsEntry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
    }

    private Map<String, Object> consumer(String properties) throws IOException {
        Path file = Files.writeString(directory.resolve("client.properties"), properties);
        RollcallConfig config = RollcallConfig.of(
                new HashMap<>(Map.of("kafka.bootstrapServers", "127.0.0.1:9", "kafka.config", file.toString())));
        return LogSettings.of(config, KafkaSettings.of(config, "watcher", "one"), "group")
                .consumer();
    }
}
