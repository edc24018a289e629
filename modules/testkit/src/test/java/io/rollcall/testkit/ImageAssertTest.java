package io.rollcall.testkit;

import static io.rollcall.testkit.ImageAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class ImageAssertTest {

    private static final String READY = image("Ready", "True", "Ready", "", "199M", "DatasourceReady");
    private static final String LOST = image("ImageLost", "False", "ImageLost", "gone", "199M", "DatasourceReady");

    @Test
    void shouldPassWhenPhaseConditionAndRestAreAsExpected() {
        assertThat(read(LOST))
                .hasPhase("ImageLost")
                .hasReadyCondition("False", "ImageLost", "gone")
                .restOfStatusEquals(read(READY));
    }

    @Test
    void shouldFailWhenThePhaseIsAnother() {
        assertThatThrownBy(() -> assertThat(read(LOST)).hasPhase("Ready"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("phase of VirtualImage ubuntu is <ImageLost>, not <Ready>");
    }

    @Test
    void shouldFailWhenTheMessageOfTheConditionIsAnotherOrAbsent() {
        assertThatThrownBy(() -> assertThat(read(LOST)).hasReadyCondition("False", "ImageLost", ""))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("False/ImageLost/\"gone\"");
        GenericKubernetesResource none = read(LOST);
        none.setAdditionalProperty("status", null);
        assertThatThrownBy(() -> assertThat(none).hasReadyCondition("True", "Ready", ""))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void shouldFailWhenAnotherFieldOrConditionChanged() {
        String grown = image("ImageLost", "False", "ImageLost", "gone", "200M", "DatasourceReady");
        String other = image("ImageLost", "False", "ImageLost", "gone", "199M", "InUse");
        assertThatThrownBy(() -> assertThat(read(grown)).restOfStatusEquals(read(READY)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("200M");
        assertThatThrownBy(() -> assertThat(read(other)).restOfStatusEquals(read(READY)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("InUse");
    }

    @Test
    void shouldIgnoreTheOrderOfFieldsButNotTheirTypes() {
        String numbers = READY.replace("\"stored\": \"199M\"", "\"stored\": 199");
        assertThat(read(READY)).restOfStatusEquals(read(READY));
        assertThatThrownBy(() -> assertThat(read(numbers)).restOfStatusEquals(read(READY)))
                .isInstanceOf(AssertionError.class);
    }

    private static GenericKubernetesResource read(String json) {
        return Serialization.unmarshal(json, GenericKubernetesResource.class);
    }

    private static String image(
            String phase, String status, String reason, String message, String stored, String otherCondition) {
        return """
                {"apiVersion": "virtualization.deckhouse.io/v1alpha2", "kind": "VirtualImage",
                 "metadata": {"name": "ubuntu"},
                 "status": {"phase": "%s", "size": {"stored": "%s"}, "conditions": [
                   {"type": "%s", "status": "True", "reason": "x", "message": ""},
                   {"type": "Ready", "status": "%s", "reason": "%s", "message": "%s"}]}}
                """.formatted(phase, stored, otherCondition, status, reason, message);
    }
}
