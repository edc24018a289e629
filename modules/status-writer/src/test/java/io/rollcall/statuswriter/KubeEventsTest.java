package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.rules.Change;
import io.rollcall.contract.rules.EventNote;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class KubeEventsTest {
    private static final String ID = "0123456789abcdef0123";

    @Test
    void shouldCutTheNameWhereItLeavesAValidOne() {
        // Given
        String longest = "a".repeat(231) + "." + "b".repeat(21);
        // When
        String name = KubeEvents.name(longest, ID);
        // Then
        assertThat(name).isEqualTo("a".repeat(231) + "." + ID);
    }

    @Test
    void shouldFillANameUpToTheLimit() {
        // When
        String name = KubeEvents.name("a".repeat(253), ID);
        // Then
        assertThat(name).hasSize(253).endsWith("." + ID);
    }

    @Test
    void shouldPutAClusterScopedObjectsEventIntoDefault() {
        // Given
        ObjectNode object = Samples.readyImage();
        ((ObjectNode) object.path("metadata")).putNull("namespace");
        KubeEvents events = new KubeEvents("writer-0", Clock.systemUTC());
        // When
        JsonNode event = events.of(new Change.EventOnly(ID, "test", new EventNote("Normal", "Test", "a test")), object);
        // Then
        assertThat(KubeEvents.namespace(object)).isEqualTo("default");
        assertThat(event.path("metadata").path("namespace").asText()).isEqualTo("default");
        assertThat(event.path("involvedObject").has("namespace")).isFalse();
    }
}
