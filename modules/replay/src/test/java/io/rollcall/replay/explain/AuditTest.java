package io.rollcall.replay.explain;

import static io.rollcall.replay.record.HandMade.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.transition.Outcome;
import io.rollcall.contract.transition.Transition;
import io.rollcall.replay.incident.Audit;
import io.rollcall.replay.record.HandMade;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTest {
    private final HandMade window = new HandMade(600).ready("a");

    @Test
    void shouldAgreeWhenTheRulesDecideAgainWhatWasDecided() throws Exception {
        // Given
        window.decided(window.absent("a", 10));
        window.absent("a", 25);
        window.decided(window.present("a", 70));

        // Then
        assertThat(audited())
                .isEqualTo(
                        new Audit(2, 2, List.of(), "All 2 decisions come out the same when made again by the rules."));
    }

    @Test
    void shouldShowBothSidesInputsWhenADecisionComesOutOtherwise() throws Exception {
        // Given
        ProbeResult absent = window.absent("a", 10);
        ImageState read = image(window.image("a"), "PVCLost");
        window.decided(absent, read);

        // Then
        assertThat(audited().differences()).singleElement().satisfies(it -> {
            assertThat(it.recorded()).isEqualTo("WRITTEN imageLost: the verdict is absent");
            assertThat(it.decided()).isEqualTo("nothing: the object is not eligible: phase 'PVCLost'");
            assertThat(it.inputs())
                    .contains("HEAD 404 MANIFEST_UNKNOWN")
                    .contains("\"phase\":\"Ready\"")
                    .contains("\"phase\":\"PVCLost\"")
                    .contains("1 in a row");
        });
    }

    @Test
    void shouldMissADecisionThatNobodyTold() throws Exception {
        // Given
        window.absent("a", 10);

        // Then
        assertThat(audited().differences()).singleElement().satisfies(it -> {
            assertThat(it.recorded()).isEqualTo("nothing was told");
            assertThat(it.decided()).isEqualTo("act, on the result at probe-results-0@0");
        });
    }

    @Test
    void shouldWaitForADecisionThatMayStillCome() throws Exception {
        // Given
        window.absent("a", 599);

        // Then
        assertThat(audited().differences()).isEmpty();
        assertThat(audited().sentence())
                .isEqualTo("No decision stands in the window. 1 decision may still have been to come.");
    }

    @Test
    void shouldSeeThatTheEvidenceIsNotWhatStandsOnTheBus() throws Exception {
        // Given
        ProbeResult seen = window.absent("a", 10);
        Transition told = window.decided(seen);
        HandMade other = new HandMade(600).ready("a");
        other.absent("a", 10);
        ProbeResult another = new HandMade(600).ready("a").absent("a", 10.5);
        other.told(with(told, Outcome.WRITTEN, restamped(another, seen), told.stateUid()));

        // Then
        assertThat(audited(other).differences()).singleElement().satisfies(it -> assertThat(it.decided())
                .isEqualTo("the evidence is not what stands at probe-results-0@0"));
    }

    @Test
    void shouldUnderstandStaleEvidenceWhenTheObjectWasCreatedAnew() throws Exception {
        // Given
        HandMade elsewhere = new HandMade(600).ready("a");
        Transition told = elsewhere.decided(elsewhere.absent("a", 10));
        window.told(with(told, Outcome.STALE, told.evidence(), "uid-of-another"));
        HandMade ofAnOlderVersion = new HandMade(600).ready("a");
        ofAnOlderVersion.told(with(told, Outcome.STALE, told.evidence(), null));

        // Then
        assertThat(audited().sentence()).isEqualTo("The one decision comes out the same when made again by the rules.");
        assertThat(audited(ofAnOlderVersion).differences()).isEmpty();
        assertThat(audited(ofAnOlderVersion).sentence()).contains("1 decision could not be made again");
    }

    /** The same verdict since the same time, told otherwise. */
    private static ProbeResult restamped(ProbeResult other, ProbeResult since) {
        return new ProbeResult(
                1,
                other.cluster(),
                other.key(),
                other.uid(),
                other.resourceVersion(),
                other.target(),
                other.askId(),
                other.purpose(),
                other.context(),
                other.verdict(),
                other.evidence(),
                1,
                since.verdictSince(),
                other.trigger(),
                other.attempt(),
                other.dueAt(),
                other.startedAt(),
                other.probedAt(),
                other.policyVersion(),
                other.breaker());
    }

    private static Transition with(Transition it, Outcome outcome, ProbeResult evidence, String stateUid) {
        return new Transition(
                1,
                it.cluster(),
                it.id(),
                it.key(),
                it.uid(),
                outcome == Outcome.STALE ? "none" : it.change(),
                outcome,
                it.why(),
                new io.rollcall.contract.transition.Cause("rollcall.probe-results", 0, 0),
                evidence,
                it.state(),
                it.stateVersion(),
                it.writtenVersion(),
                it.policyVersion(),
                it.decidedAt(),
                stateUid,
                it.confirmations());
    }

    private static ImageState image(ImageState state, String phase) {
        ObjectNode facts = state.facts().deepCopy();
        return new ImageState(
                1,
                state.cluster(),
                state.key(),
                state.uid(),
                state.resourceVersion(),
                1,
                false,
                null,
                List.of(),
                facts.put("phase", phase));
    }

    private Audit audited() throws InterruptedException {
        return audited(window);
    }

    private static Audit audited(HandMade of) throws InterruptedException {
        return Replay.of(of, Question.of(at(0), at(600)), records -> {})
                .document("x", of.reach())
                .audit();
    }
}
