package io.rollcall.contract.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.alert.AlertType;
import java.time.Instant;
import net.jqwik.api.Example;
import org.apache.kafka.common.header.Header;

class AlertFormatTest {
    @Example
    void shouldBeACloudEventForWhoeverReadsIt() {
        // Given
        Alert alert = Alert.of(
                "abc",
                "prod",
                AlertType.IMAGE_LOST,
                "virtualimages.virtualization.deckhouse.io/team-a/ubuntu",
                Instant.parse("2026-11-21T06:00:00Z"),
                JsonNodeFactory.instance.objectNode().put("name", "ubuntu"));

        // When
        CloudEvent event =
                new JsonFormat().deserialize(EventCodec.of(Alert.class).encode(alert));

        // Then
        assertThat(event.getSpecVersion()).hasToString("1.0");
        assertThat(event.getId()).isEqualTo("abc");
        assertThat(event.getType()).isEqualTo("io.rollcall.image.lost.v1");
        assertThat(event.getSource()).hasToString("/rollcall/prod");
        assertThat(event.getTime()).isEqualTo("2026-11-21T06:00:00Z");
        assertThat(event.getExtension("partitionkey")).isEqualTo(event.getSubject());
        assertThat(new String(event.getData().toBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("{\"schemaVersion\":1,\"cluster\":\"prod\",\"name\":\"ubuntu\"}");
    }

    @Example
    void shouldTellWhereADeadLetterCameFrom() {
        assertThat(new DeadLetter("prod", "no JSON", "rollcall.images", 3, 42).headers())
                .extracting(Header::key)
                .containsExactly(
                        "rollcall.reason",
                        "rollcall.cluster",
                        "rollcall.source.topic",
                        "rollcall.source.partition",
                        "rollcall.source.offset");
    }
}
