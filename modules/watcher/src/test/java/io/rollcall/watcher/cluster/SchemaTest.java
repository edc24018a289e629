package io.rollcall.watcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.rollcall.sandbox.Crds;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private static final CustomResourceDefinitionVersion VERSION =
            Crds.virtualImages().getSpec().getVersions().get(0);

    @Test
    void shouldFindNothingMissingWhenTheEnumerationHoldsTheValues() {
        // When
        Set<String> missing = Schema.missing(VERSION, "status.phase", Set.of("Ready", "ImageLost"));

        // Then
        assertThat(missing).isEmpty();
    }

    @Test
    void shouldNameWhatTheEnumerationLacks() {
        // When
        Set<String> missing = Schema.missing(VERSION, "status.phase", Set.of("Ready", "Vanished"));

        // Then
        assertThat(missing).containsExactly("Vanished");
    }

    @Test
    void shouldFindNothingMissingWhenThereIsNoEnumeration() {
        // When
        Set<String> missing = Schema.missing(VERSION, "status.no.such.field", Set.of("x"));

        // Then
        assertThat(missing).isEmpty();
    }
}
