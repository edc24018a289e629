package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.alert.AlertType;
import io.rollcall.contract.transition.Outcome;
import io.rollcall.contract.transition.Transition;
import io.rollcall.runtime.config.Mode;
import io.rollcall.statuswriter.kube.ApiAnswer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What becomes of one result, on a server that works. */
class SettlerTest {
    private final Bench bench = new Bench();
    private final FakeApi api = bench.api;

    @Test
    void shouldLoseImageWhenAbsent() {
        // Given
        JsonNode before = Samples.readyImage();
        // When
        Settlement settlement = bench.write(Samples.absent());
        // Then
        assertThat(api.calls).containsExactly("get", "patch", "event");
        assertThat(api.object.path("status").path("phase").asText()).isEqualTo("ImageLost");
        assertThat(Samples.json(api.condition("Ready").toString())).isEqualTo(Samples.json("""
                {"type": "Ready", "status": "False", "reason": "ImageLost", "observedGeneration": 3,
                 "message": "The image data is no longer available and needs to be recreated.",
                 "lastTransitionTime": "2026-11-21T10:05:00Z"}"""));
        assertThat(api.condition("DatasourceReady"))
                .isEqualTo(before.path("status").path("conditions").get(0));
        assertThat(settlement.notes()).singleElement().satisfies(note -> {
            assertThat(note.transition().outcome()).isEqualTo(Outcome.WRITTEN);
            assertThat(note.transition().change()).isEqualTo("imageLost");
            assertThat(note.transition().writtenVersion()).isEqualTo("2");
            assertThat(note.transition().stateVersion()).isEqualTo("1");
            assertThat(note.transition().stateUid()).isEqualTo(note.transition().uid());
            assertThat(note.transition().confirmations()).isEqualTo(1);
            assertThat(note.alert().type()).isEqualTo(AlertType.IMAGE_LOST);
            assertThat(note.alert().id()).isEqualTo(note.transition().id());
            assertThat(note.alert().time()).isEqualTo(Samples.PROBED);
            assertThat(note.alert().data().path("mode").asText()).isEqualTo("write");
        });
        assertThat(settlement.requests()).isEmpty();
    }

    @Test
    void shouldRecoverWithEmptyMessageWhenPresentAgain() {
        // Given
        bench.write(Samples.absent());
        // When
        Settlement settlement = bench.write(Samples.present(Samples.PROBED.plusSeconds(20)));
        // Then
        assertThat(api.object.path("status").path("phase").asText()).isEqualTo("Ready");
        assertThat(api.condition("Ready").path("message").textValue()).isEmpty();
        assertThat(settlement.notes().get(0).alert().type()).isEqualTo(AlertType.IMAGE_RECOVERED);
        assertThat(api.events.values())
                .extracting(
                        it -> it.path("type").asText() + " " + it.path("reason").asText())
                .containsExactly("Warning VirtualImageLost", "Normal VirtualImageLostRecovered");
    }

    @Test
    void shouldDecideAgainWhenObjectChangedBetweenReadAndWrite() {
        // Given
        api.justBefore("patch", api::touch);
        // When
        Settlement settlement = bench.write(Samples.absent());
        // Then
        assertThat(api.calls).containsExactly("get", "patch", "get", "patch", "event");
        assertThat(settlement.notes().get(0).transition().stateVersion()).isEqualTo("2");
        assertThat(api.patched).isEqualTo(1);
    }

    @Test
    void shouldDropEvidenceAndAskAgainWhenObjectIsYounger() {
        // Given
        ((ObjectNode) api.condition("Ready")).put("lastTransitionTime", "2026-11-21T10:05:00Z");
        // When
        Settlement settlement = bench.write(Samples.absent());
        // Then
        assertThat(api.patched).isZero();
        assertThat(settlement.notes()).singleElement().satisfies(note -> {
            assertThat(note.transition().outcome()).isEqualTo(Outcome.STALE);
            assertThat(note.alert()).isNull();
        });
        assertThat(settlement.requests()).singleElement().satisfies(request -> {
            assertThat(request.repository()).isEqualTo("registry.test:5000/vi/team-a/ubuntu");
            assertThat(request.target()).isEqualTo(Samples.TARGET);
            assertThat(request.notBefore()).isEqualTo(bench.instant().plusSeconds(1));
        });
    }

    @Test
    void shouldWaitForTheClockWhenObjectClaimsAFutureTransition() {
        // Given
        ((ObjectNode) api.condition("Ready")).put("lastTransitionTime", "2026-11-21T10:07:00Z");
        // When
        Settlement settlement = bench.write(Samples.absent());
        // Then
        assertThat(settlement.requests().get(0).notBefore()).isEqualTo(Instant.parse("2026-11-21T10:07:01Z"));
    }

    @Test
    void shouldAskAboutTheNewObjectWhenRecreatedUnderItsName() {
        // Given
        ((ObjectNode) api.object.path("metadata")).put("uid", "another");
        ((ObjectNode) api.object.path("status").path("target")).put("registryURL", "registry.test:5000/vi/new:1");
        // When
        Settlement settlement = bench.write(Samples.absent());
        // Then
        assertThat(api.patched).isZero();
        assertThat(settlement.notes().get(0).transition().outcome()).isEqualTo(Outcome.STALE);
        assertThat(settlement.requests().get(0).target()).isEqualTo("registry.test:5000/vi/new:1");
    }

    @Test
    void shouldRecordMootWhenObjectIsGone() {
        // Given
        api.object = null;
        // When
        Settlement settlement = bench.write(Samples.absent());
        // Then
        assertThat(settlement.notes())
                .extracting(note -> note.transition().outcome())
                .containsExactly(Outcome.MOOT);
        assertThat(settlement.requests()).isEmpty();
    }

    @Test
    void shouldRecordMootWhenObjectGoesBetweenReadAndWrite() {
        // Given
        api.justBefore("patch", () -> api.object = null);
        // When
        Settlement settlement = bench.write(Samples.absent());
        // Then
        assertThat(api.calls).containsExactly("get", "patch", "get");
        assertThat(settlement.notes())
                .extracting(note -> note.transition().outcome())
                .containsExactly(Outcome.MOOT);
    }

    @Test
    void shouldSayNothingWhenPhaseIsAlreadyThere() {
        // Given
        bench.write(Samples.absent());
        // When
        Settlement settlement = bench.write(Samples.candidate(
                Samples.result(
                        Samples.KEY,
                        Samples.UID,
                        Samples.TARGET,
                        Samples.absent().result().verdict(),
                        "Ready",
                        Samples.PROBED.plusSeconds(60)),
                2));
        // Then
        assertThat(settlement.notes()).isEmpty();
        assertThat(api.patched).isEqualTo(1);
    }

    @Test
    void shouldWriteNothingAtAllWhenObserving() {
        // Given
        JsonNode before = api.object.deepCopy();
        // When
        Settlement first = bench.settle(Mode.OBSERVE, Samples.absent()).orElseThrow();
        Settlement later = bench.settle(Mode.OBSERVE, Samples.absent()).orElseThrow();
        // Then
        assertThat(api.calls).containsOnly("get");
        assertThat(api.object).isEqualTo(before);
        assertThat(api.events).isEmpty();
        Note note = first.notes().get(0);
        assertThat(note.transition().outcome()).isEqualTo(Outcome.OBSERVED);
        assertThat(note.alert().data().path("mode").asText()).isEqualTo("observe");
        assertThat(note.once())
                .isEqualTo(later.notes().get(0).once())
                .isEqualTo(note.alert().id());
    }

    @Test
    void shouldRefuseWithAlertWhenTheCrdDoesNotTakeThePhase() {
        // Given
        api.answer("patch", new ApiAnswer.Invalid("status.phase: Unsupported value: \"ImageLost\""));
        // When
        Settlement settlement = bench.write(Samples.absent());
        // Then
        assertThat(settlement.notes()).singleElement().satisfies(note -> {
            Transition transition = note.transition();
            assertThat(transition.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(transition.why()).contains("Unsupported value").contains("upgrade the CRD");
            assertThat(note.alert().type()).isEqualTo(AlertType.IMAGE_UNWRITABLE);
            assertThat(note.alert().id()).isNotEqualTo(transition.id());
        });
        assertThat(api.events).isEmpty();
    }

    @Test
    void shouldRefuseWhenOnlyTheStatusSubresourceIsMissing() {
        // Given
        api.answer("patch", new ApiAnswer.NotFound("no"), new ApiAnswer.NotFound("no"));
        // When
        Settlement settlement = bench.write(Samples.absent());
        // Then
        assertThat(settlement.notes())
                .extracting(note -> note.transition().outcome())
                .containsExactly(Outcome.REFUSED);
    }

    @Test
    void shouldKeepTransitionAndAlertWhenTheEventIsForbidden() {
        // Given
        api.answer("event", new ApiAnswer.Forbidden("cannot create resource \"events\"", false));
        // When
        Settlement settlement = bench.write(Samples.absent());
        // Then
        assertThat(settlement.notes()).singleElement().satisfies(note -> {
            assertThat(note.transition().outcome()).isEqualTo(Outcome.WRITTEN);
            assertThat(note.alert()).isNotNull();
        });
    }
}
