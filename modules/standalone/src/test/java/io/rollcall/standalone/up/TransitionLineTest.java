package io.rollcall.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.Purpose;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.contract.transition.Cause;
import io.rollcall.contract.transition.Outcome;
import io.rollcall.contract.transition.Transition;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TransitionLineTest {

    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
    private static final ImageKey KEY = new ImageKey("virtualimages.virtualization.deckhouse.io", "team-a", "ubuntu");

    @Test
    void shouldSayWhatWasDoneWhenItWasWritten() {
        assertThat(line("imageLost", Outcome.WRITTEN, "Ready"))
                .isEqualTo("lost | virtualimages team-a/ubuntu  Ready → ImageLost  (MANIFEST_UNKNOWN)");
        assertThat(line("imageRecovered", Outcome.WRITTEN, "ImageLost"))
                .isEqualTo("recovered | virtualimages team-a/ubuntu  ImageLost → Ready  (MANIFEST_UNKNOWN)");
    }

    @Test
    void shouldSayWhatItWouldDoWhenItOnlyObserves() {
        assertThat(line("imageLost", Outcome.OBSERVED, "Ready"))
                .startsWith("would lose | ")
                .contains("Ready → ImageLost");
    }

    @Test
    void shouldNameTheOutcomeWhenNothingWasDone() {
        assertThat(line("imageLost", Outcome.CONFLICTED, "Ready"))
                .isEqualTo("conflicted | virtualimages team-a/ubuntu  (MANIFEST_UNKNOWN)");
    }

    @Test
    void shouldNameTheChangeWhenALaterVersionMadeIt() {
        assertThat(line("imageRenamed", Outcome.WRITTEN, "Ready"))
                .isEqualTo("imageRenamed | virtualimages team-a/ubuntu  (MANIFEST_UNKNOWN)");
    }

    private static String line(String change, Outcome outcome, String phase) {
        ProbeResult evidence = new ProbeResult(
                1,
                "default",
                KEY,
                "uid",
                "7",
                "dvcr.example/a:1",
                "presence",
                Purpose.PRESENCE,
                null,
                new Verdict.Absent("MANIFEST_UNKNOWN"),
                null,
                1,
                AT,
                Trigger.SWEEP,
                "e-1",
                AT,
                AT,
                AT,
                "default@1",
                BreakerState.CLOSED);
        TransitionLine line = TransitionLine.of(new Transition(
                1,
                "default",
                "id",
                KEY,
                "uid",
                change,
                outcome,
                "MANIFEST_UNKNOWN",
                new Cause("rollcall.probe-results", 0, 1),
                evidence,
                JsonNodeFactory.instance.objectNode().put("phase", phase),
                "7",
                "8",
                "default@1",
                AT,
                null,
                null));
        return line.what() + " | " + line.text();
    }
}
