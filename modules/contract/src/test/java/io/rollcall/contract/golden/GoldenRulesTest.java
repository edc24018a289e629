package io.rollcall.contract.golden;

import static io.rollcall.contract.golden.GoldenImages.UID;
import static io.rollcall.contract.golden.GoldenImages.URL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.kind.ImageKinds;
import io.rollcall.contract.kind.Projection;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.rules.Change;
import io.rollcall.contract.rules.Decision;
import io.rollcall.contract.transition.Transition;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What one version began another may have to complete: on the same evidence every version must come to the same change under
 * the same id, or an upgrade between two steps would tell a transition twice.
 */
class GoldenRulesTest {
    private static final ResourceKind VIRTUAL_IMAGE =
            ImageKinds.all(Duration.ofSeconds(15), Duration.ofMinutes(5)).get(0);

    @Test
    void shouldProjectAnObjectToTheSameRecord() {
        assertThat(fresh("Ready")).isEqualTo(event(ImageState.class, "image-state/virtual-image-ready.json"));
        assertThat(fresh("ImageLost").asks())
                .isEqualTo(event(ImageState.class, "image-state/virtual-image-lost.json")
                        .asks());
    }

    @Test
    void shouldLoseAnImageUnderTheSameIdWhenTheEvidenceIsTheSame() {
        // When
        Change change = decide("Ready", "probe-result/absent.json");

        // Then
        assertTold(change, "transition/written-lost.json", "alert/image-lost.json");
    }

    @Test
    void shouldRecoverAnImageUnderTheSameIdWhenTheEvidenceIsTheSame() {
        // When
        Change change = decide("ImageLost", "probe-result/present-again.json");

        // Then
        assertTold(change, "transition/written-recovered.json", "alert/image-recovered.json");
    }

    private static void assertTold(Change change, String transitionPath, String alertPath) {
        Transition transition = event(Transition.class, transitionPath);
        Alert alert = event(Alert.class, alertPath);
        assertThat(change.id()).isEqualTo(transition.id()).isEqualTo(alert.id());
        assertThat(change.name()).isEqualTo(transition.change());
        assertThat(change.alert().type()).isEqualTo(alert.type());
        assertThat(alert.data().properties())
                .containsAll(change.alert().details().properties());
    }

    private static Change decide(String phase, String evidencePath) {
        ProbeResult result = event(ProbeResult.class, evidencePath);
        assertThat(VIRTUAL_IMAGE.rules().mayAct(result, ProbePolicy.DEFAULT)).isTrue();
        Decision decision = VIRTUAL_IMAGE.rules().decide(fresh(phase), result, ProbePolicy.DEFAULT, result.probedAt());
        return ((Decision.Act) decision).changes().get(0);
    }

    private static <T> T event(Class<T> type, String path) {
        return ((Decoded.Event<T>)
                        EventCodec.of(type).decode(GoldenFile.read(path).bytes()))
                .value();
    }

    private static ImageState fresh(String phase) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.putObject("metadata")
                .put("namespace", "team-a")
                .put("name", "ubuntu")
                .put("uid", UID)
                .put("resourceVersion", "48213")
                .put("generation", 3);
        object.putObject("spec").put("storage", "ContainerRegistry");
        ObjectNode status = object.putObject("status").put("phase", phase);
        status.putObject("target").put("registryURL", URL);
        status.putArray("conditions")
                .addObject()
                .put("type", "Ready")
                .put("status", phase.equals("Ready") ? "True" : "False")
                .put("reason", phase)
                .put("lastTransitionTime", "2026-11-21T06:00:00Z");
        return new Projection("prod").of(VIRTUAL_IMAGE, object);
    }
}
