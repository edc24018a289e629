package io.rollcall.prober;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.topics.Partitioning;
import io.rollcall.prober.schedule.FakeRegistry;
import io.rollcall.prober.schedule.Images;
import io.rollcall.sandbox.EmbeddedBroker;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A prober that comes after version 1, and before a later one, goes on where that one stopped. */
class UpgradeIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REPOSITORY = Images.HOST + "/vi/team-a/ubuntu";

    @TempDir
    private Path directory;

    @Test
    void shouldGoOnCountingWhenItsStateWasStoredByAnotherVersion() throws Exception {
        // Given
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
                Bus bus = new Bus(broker.bootstrapServers())) {
            store(broker.bootstrapServers(), "rollcall-prober-bindings-changelog", stored("binding.json"));
            store(broker.bootstrapServers(), "rollcall-prober-targets-changelog", stored("target.json"));
            FakeRegistry registry = new FakeRegistry(Clock.systemUTC());
            registry.says(FakeRegistry.ABSENT);

            // When
            try (ProberInstance prober =
                    new ProberInstance(broker.bootstrapServers(), "upgraded", "", registry, bus.topics)) {

                // Then
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> !bus.results().isEmpty());
                assertThat(prober.tasks()).isPositive();
            }
            ProbeResult first = bus.results().get(0);
            assertThat(first.consecutive()).isEqualTo(5);
            assertThat(first.verdictSince()).isEqualTo(Instant.parse("2024-01-01T06:00:05.001Z"));
            assertThat(first.trigger()).isEqualTo(Trigger.MANUAL);
            assertThat(first.context().path("phase").asText()).isEqualTo("ImageLost");
        }
    }

    private static void store(String servers, String changelog, JsonNode record) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", servers);
        try (Admin admin = Admin.create(settings);
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            NewTopic topic =
                    new NewTopic(changelog, Bus.PARTITIONS, (short) 1).configs(Map.of("cleanup.policy", "compact"));
            admin.createTopics(List.of(topic)).all().get();
            String key = record.path("key").asText();
            String by = changelog.contains("targets") ? REPOSITORY : key;
            producer.send(new ProducerRecord<>(
                            changelog,
                            Partitioning.of(by, Bus.PARTITIONS),
                            key.getBytes(UTF_8),
                            JSON.writeValueAsBytes(record.path("value"))))
                    .get();
        }
    }

    /** At a registry of this test, in the past by any clock, and with what a later version may have added. */
    private static JsonNode stored(String file) throws Exception {
        try (InputStream in = UpgradeIT.class.getResourceAsStream("/golden/v1/" + file)) {
            String text = new String(in.readAllBytes(), UTF_8)
                    .replace("dvcr.d8-virtualization.svc", Images.HOST)
                    .replace("2026-11-21", "2024-01-01");
            JsonNode record = JSON.readTree(text);
            ((ObjectNode) record.path("value")).putObject("later").put("moon", "full");
            return record;
        }
    }
}
