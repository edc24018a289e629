package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.alert.AlertType;
import io.rollcall.contract.transition.Outcome;
import io.rollcall.runtime.config.Mode;
import io.rollcall.statuswriter.kube.ApiAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of a result where somebody else keeps writing the same field. */
class ContestedTest {
    private static final Candidate AGAIN =
            Samples.candidate(Samples.again(Samples.absent().result(), 3, Samples.PROBED.plusSeconds(9)), 7);

    private final Bench bench = new Bench();

    private Precedent reversed(Outcome... more) {
        Map<String, Instant> writes = Map.of(
                "first",
                bench.instant().minusSeconds(4),
                "second",
                bench.instant().minusSeconds(2));
        Set<Outcome> told = new HashSet<>(Set.of(more));
        told.add(Outcome.WRITTEN);
        return new Precedent(writes, told);
    }

    @Test
    void shouldLeaveItAloneAndSayWhoWroteItWhenItWasReversedTwice() {
        // Given
        bench.precedents = (result, change) -> Optional.of(reversed());
        ((ObjectNode) bench.api.object.path("metadata")).set("managedFields", Samples.json("""
                [{"manager": "rollcall", "time": "2026-11-21T10:05:01Z", "fieldsV1": {"f:status": {}}},
                 {"manager": "virtualization-controller", "time": "2026-11-21T10:05:03Z", "fieldsV1": {"f:status": {}}},
                 {"manager": "kubectl", "time": "2026-11-21T10:05:04Z", "fieldsV1": {"f:metadata": {}}}]"""));
        // When
        Settlement settlement = bench.write(AGAIN);
        // Then
        assertThat(bench.api.calls).containsExactly("get");
        assertThat(settlement.requests()).isEmpty();
        assertThat(settlement.notes()).singleElement().satisfies(note -> {
            assertThat(note.transition().outcome()).isEqualTo(Outcome.CONTESTED);
            assertThat(note.transition().change()).isEqualTo("imageLost");
            assertThat(note.transition().writtenVersion()).isNull();
            assertThat(note.alert().type()).isEqualTo(AlertType.IMAGE_CONTESTED);
            JsonNode data = note.alert().data();
            assertThat(data.path("writer").asText()).isEqualTo("virtualization-controller");
            assertThat(data.path("message").asText())
                    .isEqualTo(
                            "Another writer has twice within 15 minutes reversed what the verdict absent says; the image"
                                    + " is left alone until the verdict changes. Stop that writer (virtualization-controller wrote"
                                    + " last), or set the annotation rollcall.io/suspend on the image.");
        });
    }

    @Test
    void shouldBearOneIdAsLongAsTheVerdictLasts() {
        // Given
        bench.precedents = (result, change) -> Optional.of(reversed());
        Candidate later = Samples.candidate(Samples.again(AGAIN.result(), 4, Samples.PROBED.plusSeconds(30)), 8);
        // When
        Note first = bench.write(AGAIN).notes().get(0);
        Note second = bench.write(later).notes().get(0);
        // Then
        assertThat(second.alert().id()).isEqualTo(first.alert().id());
        assertThat(second.once()).isEqualTo(first.once());
    }

    @Test
    void shouldSayNothingAndAskNothingWhenItWasToldBefore() {
        // Given
        bench.precedents = (result, change) -> Optional.of(reversed(Outcome.CONTESTED));
        bench.pause(Duration.ofDays(2));
        // When
        Settlement settlement = bench.write(AGAIN);
        // Then
        assertThat(bench.api.calls).containsExactly("get");
        assertThat(settlement.notes()).isEmpty();
        assertThat(settlement.requests()).isEmpty();
    }

    @Test
    void shouldWriteWithoutLookingBackWhenTheVerdictIsNew() {
        // Given
        bench.precedents = (result, change) -> Optional.of(reversed(Outcome.CONTESTED));
        // When
        Settlement settlement = bench.write(Samples.absent());
        // Then
        assertThat(settlement.notes())
                .extracting(note -> note.transition().outcome())
                .containsExactly(Outcome.WRITTEN);
    }

    /** A patch that may have landed is ours to tell, whatever was told before. */
    @Test
    void shouldCompleteItsOwnWriteWhenItIsInTheObject() {
        // Given
        bench.write(AGAIN);
        bench.precedents = (result, change) -> Optional.of(reversed(Outcome.CONTESTED));
        // When
        Settlement redelivered = bench.write(AGAIN);
        // Then
        assertThat(redelivered.notes())
                .extracting(note -> note.transition().outcome())
                .containsExactly(Outcome.WRITTEN);
        assertThat(bench.api.patched).isEqualTo(1);
    }

    @Test
    void shouldAskForFreshEvidenceWhenWhatWasToldCannotBeRead() {
        // Given
        bench.precedents = (result, change) -> Optional.empty();
        // When
        Settlement settlement = bench.write(AGAIN);
        // Then
        assertThat(bench.api.patched).isZero();
        assertThat(settlement.notes()).singleElement().satisfies(note -> {
            assertThat(note.transition().outcome()).isEqualTo(Outcome.CONFLICTED);
            assertThat(note.transition().why()).contains("what was told of it before cannot be read");
        });
        assertThat(settlement.requests()).hasSize(1);
    }

    @Test
    void shouldTellNothingTwiceWhenAnotherProcessToldWhatALaterProbeOfTheSameSecondFinds() {
        // Given
        Note told = bench.write(Samples.absent()).notes().get(0);
        Candidate sameSecond =
                Samples.candidate(Samples.again(Samples.absent().result(), 2, Samples.PROBED.plusMillis(30)), 8);
        bench.api.calls.clear();

        // When
        Settlement untold = bench.write(sameSecond);
        bench.precedents = (result, change) ->
                Optional.of(new Precedent(Map.of(told.transition().id(), bench.instant()), Set.of(Outcome.WRITTEN)));
        Settlement again = bench.write(sameSecond);

        // Then
        assertThat(untold.notes()).extracting(Note::once).containsExactly(told.once());
        assertThat(again.notes()).isEmpty();
        assertThat(bench.api.calls).containsExactly("get", "event", "get");
    }

    @Test
    void shouldTellWhatStandsInTheObjectRatherTwiceThanNeverWhenWhatWasToldCannotBeRead() {
        // Given
        Note told = bench.write(Samples.absent()).notes().get(0);
        Candidate sameSecond =
                Samples.candidate(Samples.again(Samples.absent().result(), 2, Samples.PROBED.plusMillis(30)), 8);
        bench.precedents = (result, change) -> Optional.empty();
        bench.after(Bench.PATIENCE, () -> bench.api.answer("get", new ApiAnswer.Conflict("not now")));
        Instant began = bench.instant();

        // When
        Settlement settlement = bench.write(sameSecond);

        // Then
        assertThat(settlement.notes()).singleElement().satisfies(note -> {
            assertThat(note.transition().outcome()).isEqualTo(Outcome.WRITTEN);
            assertThat(note.once()).isEqualTo(told.once());
            assertThat(note.alert().id()).isEqualTo(told.alert().id());
        });
        assertThat(settlement.requests()).isEmpty();
        assertThat(Duration.between(began, bench.instant())).isBetween(Bench.PATIENCE, Bench.PATIENCE.multipliedBy(2));
        assertThat(bench.api.patched).isEqualTo(1);
    }

    @Test
    void shouldObserveOnceAsLongAsTheVerdictLasts() {
        // Given
        bench.precedents = (result, change) -> Optional.of(new Precedent(Map.of(), Set.of(Outcome.OBSERVED)));
        // When / Then
        assertThat(bench.settle(Mode.OBSERVE, AGAIN).orElseThrow().notes()).isEmpty();
        assertThat(bench.settle(Mode.OBSERVE, Samples.absent()).orElseThrow().notes())
                .extracting(note -> note.alert().data().path("mode").asText())
                .containsExactly("observe");
    }

    @Test
    void shouldMarkALossAsPartOfTheMassLossThatItsRegistryIsIn() {
        // Given
        bench.incidents = target -> Optional.of("incident-1").filter(it -> target.startsWith("registry.test:5000/"));
        // When
        Note lost = bench.write(Samples.absent()).notes().get(0);
        Note back = bench.write(Samples.present(Samples.PROBED.plusSeconds(20)))
                .notes()
                .get(0);
        // Then
        assertThat(lost.alert().data().path("incident").asText()).isEqualTo("incident-1");
        assertThat(back.alert().data().has("incident")).isFalse();
    }
}
