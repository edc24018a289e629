package io.rollcall.standalone.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SightTest {

    private static final String IMAGE = """
            {"metadata": {"uid": "u", "namespace": "a", "name": "ubuntu", "resourceVersion": "7", "managedFields": [1]},
             "spec": {"storage": "ContainerRegistry"},
             "status": {"phase": "ImageLost", "size": "1G", "conditions": [
               {"type": "DatasourceReady", "status": "True"},
               {"type": "Ready", "status": "False", "reason": "ImageLost", "message": "Gone.",
                "lastTransitionTime": "2026-01-01T00:00:05Z"}]}}
            """;

    @Test
    void shouldTellWhatATransitionWritesFromAllTheRest() throws Exception {
        // When
        Sight sight = sight(IMAGE);

        // Then
        assertThat(sight.name()).isEqualTo("a/ubuntu");
        assertThat(sight.version()).isEqualTo(7);
        assertThat(sight.phase()).isEqualTo("ImageLost");
        assertThat(sight.ready()).isEqualTo("False ImageLost Gone.");
        assertThat(sight.since()).isEqualTo(Instant.parse("2026-01-01T00:00:05Z"));
        assertThat(sight.rest())
                .contains("1G", "DatasourceReady", "ContainerRegistry")
                .doesNotContain("Gone", "managed");
    }

    @Test
    void shouldHaveTheSameRestWhenOnlyATransitionIsWritten() throws Exception {
        String later =
                IMAGE.replace("\"7\"", "\"8\"").replace("ImageLost", "Ready").replace("Gone.", "");
        assertThat(sight(later).rest()).isEqualTo(sight(IMAGE).rest());
        assertThat(sight(IMAGE.replace("1G", "2G")).rest())
                .isNotEqualTo(sight(IMAGE).rest());
    }

    @Test
    void shouldSeeNothingBeforeTheImageHasAPhase() throws Exception {
        assertThat(Sight.of(json("{\"metadata\": {\"name\": \"x\"}}"))).isEmpty();
        assertThat(Sight.of(json(IMAGE.replace("\"phase\": \"ImageLost\",", ""))))
                .isEmpty();
    }

    private static Sight sight(String image) throws Exception {
        return Sight.of(json(image)).orElseThrow();
    }

    private static JsonNode json(String image) throws Exception {
        return new JsonMapper().readTree(image);
    }
}
