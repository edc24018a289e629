package io.rollcall.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.runtime.config.RollcallConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSettingsTest {

    @TempDir
    Path directory;

    @Test
    void shouldReachEveryClientWhenTheFileSetsSecurity() throws IOException {
        // Given
        KafkaSettings settings =
                settings("security.protocol=SASL_SSL\nproducer.linger.ms=50\nconsumer.max.poll.records=7\n");

        // Then
        assertThat(settings.producer("results"))
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("linger.ms", "50")
                .doesNotContainKey("max.poll.records");
        assertThat(settings.consumer("results", Optional.of("g")))
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("max.poll.records", "7")
                .doesNotContainKey("linger.ms");
        assertThat(settings.admin("topics")).containsEntry("security.protocol", "SASL_SSL");
        assertThat(settings.streams())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("producer.linger.ms", "50");
    }

    @Test
    void shouldDecideDeliveryItself() throws IOException {
        // Given
        KafkaSettings settings = settings("");

        // Then
        assertThat(settings.producer("results"))
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("client.id", "prober-pod-0-results")
                .doesNotContainKey("transactional.id");
        assertThat(settings.transactionalProducer("results"))
                .containsEntry("transactional.id", "west-prober-pod-0-results");
        assertThat(settings.consumer("results", Optional.of("g")))
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("enable.auto.commit", false)
                .containsEntry("auto.offset.reset", "earliest")
                .containsEntry("group.id", "g");
        assertThat(settings.consumer("tail", Optional.empty())).doesNotContainKey("group.id");
        assertThat(settings.streams())
                .containsEntry("bootstrap.servers", "kafka:9092")
                .containsEntry("application.id", "west-prober")
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("group.protocol", "classic")
                .containsEntry("commit.interval.ms", 250L)
                .containsEntry("poll.ms", 20L)
                .containsEntry("producer.linger.ms", 250L)
                .containsEntry("max.task.idle.ms", -1L)
                .containsEntry("num.standby.replicas", 1)
                .containsEntry("replication.factor", 3)
                .containsEntry("topic.min.insync.replicas", "2");
    }

    private KafkaSettings settings(String properties) throws IOException {
        Path file = Files.writeString(directory.resolve("client.properties"), properties);
        RollcallConfig config = RollcallConfig.of(Map.of(
                "kafka.bootstrapServers", "kafka:9092", "kafka.topicPrefix", "west", "kafka.config", file.toString()));
        return KafkaSettings.of(config, "prober", "pod-0");
    }
}
