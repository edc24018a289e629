package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
        ((ObjectNode) object.path("metadata")).remove("namespace");
        // When
        String namespace = KubeEvents.namespace(object);
        // Then
        assertThat(namespace).isEqualTo("default");
    }
}
