package io.rollcall.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.alert.AlertType;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SightingsTest {

    private final Sightings sightings = new Sightings(Clock.systemUTC());

    @Test
    void shouldExpectOneMassLossAndNoMore() {
        // When
        sightings.alert(alert("one", AlertType.REGISTRY_MASSLOSS));

        // Then
        assertThat(sightings.strangers()).isEmpty();

        // When
        sightings.alert(alert("two", AlertType.REGISTRY_MASSLOSS));
        sightings.alert(alert("three", AlertType.REGISTRY_UNAVAILABLE));

        // Then
        assertThat(sightings.strangers())
                .containsExactly(
                        "io.rollcall.registry.massloss.v1 about dvcr.example",
                        "io.rollcall.registry.unavailable.v1 about dvcr.example");
    }

    private static Alert alert(String id, AlertType type) {
        return Alert.of(id, "c", type, "dvcr.example", Instant.EPOCH, JsonNodeFactory.instance.objectNode());
    }
}
