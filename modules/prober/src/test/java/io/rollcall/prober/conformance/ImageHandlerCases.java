package io.rollcall.prober.conformance;

import static io.rollcall.prober.conformance.RealPath.DIGEST;
import static io.rollcall.prober.conformance.RealPath.LONG;
import static io.rollcall.prober.conformance.RealPath.between;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict.Inconclusive;
import io.rollcall.contract.rules.Decision;
import io.rollcall.testkit.ScriptedAnswer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The cases that upstream's two presence handlers share; each kind's test runs them all. */
abstract class ImageHandlerCases {
    private static final Duration TICKS = Duration.ofMillis(60);

    @AutoClose
    final RealPath path = new RealPath();

    final ImageObject image;

    /** Where the image lies in the registry. */
    private final String repository;

    ImageHandlerCases(ResourceKind kind) {
        this.image = new ImageObject(requireNonNull(kind, "kind is null"));
        this.repository = kind.namespaced() ? "vi/team-a/ubuntu" : "cvi/ubuntu";
    }

    /** Same: no check, and none planned. */
    @Test
    @DisplayName("upstream VI (1), CVI (1): phase Pending")
    void shouldAskNothingWhenPending() {
        // Given
        image.phase("Pending");

        // When
        path.watched(image);

        // Then
        assertThat(path.probedWithin(LONG)).isEmpty();
        assertThat(path.asked()).isEmpty();
    }

    /** Same: no check, and none planned. */
    @Test
    @DisplayName("upstream VI (3), CVI (2): empty registryURL")
    void shouldAskNothingWhenTheRegistryUrlIsEmpty() {
        // Given
        image.url("");

        // When
        path.watched(image);

        // Then
        assertThat(path.probedWithin(LONG)).isEmpty();
        assertThat(path.asked()).isEmpty();
    }

    /**
     * Same phase and condition, same re-check after 15 s. Differs: the absence is confirmed by a GET, it is told by a Warning
     * Event, and since the phase changed the question, it is asked once more, a second after the transition.
     */
    @Test
    @DisplayName("upstream VI (4), CVI (3): Ready and missing")
    void shouldBeLostAndLookedAtAgainWhenReadyAndMissing() {
        // Given
        ProbeResult missing = path.watched(image).probed();

        // When
        Decision decision = path.settled(image, missing);

        // Then
        assertThat(path.asked()).containsExactly("HEAD " + manifest(), "GET " + manifest());
        assertThat(decision).isInstanceOf(Decision.Act.class);
        assertThat(image.phase()).isEqualTo("ImageLost");
        assertThat(image.ready())
                .isEqualTo("False/ImageLost/\"The image data is no longer available and needs to be recreated.\"");
        assertThat(image.readySince()).isEqualTo(missing.startedAt().truncatedTo(ChronoUnit.SECONDS));
        ProbeResult changed = path.probed();
        ProbeResult recheck = path.probed();
        assertThat(changed.trigger()).isEqualTo(Trigger.CHANGED);
        assertThat(between(missing, changed))
                .isLessThanOrEqualTo(Duration.ofSeconds(1).plus(TICKS));
        assertThat(recheck.trigger()).isEqualTo(Trigger.RECHECK);
        assertThat(between(changed, recheck))
                .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(15).plus(TICKS));
    }

    /**
     * Same phase and condition, and no more re-checks. Differs: the question changed, so it is asked once more, a second after
     * the transition; from then on the sweep alone asks.
     */
    @Test
    @DisplayName("upstream VI (5), CVI (4): ImageLost and present")
    void shouldRecoverAndBeLeftToTheSweepWhenLostAndPresent() {
        // Given
        image.lostSince(ImageObject.AN_HOUR_AGO);
        path.answers(repository, ScriptedAnswer.present(DIGEST));
        ProbeResult present = path.watched(image).probed();

        // When
        path.settled(image, present);

        // Then
        assertThat(image.phase()).isEqualTo("Ready");
        assertThat(image.ready()).isEqualTo("True/Ready/\"\"");
        assertThat(image.readySince()).isEqualTo(present.startedAt().truncatedTo(ChronoUnit.SECONDS));
        assertThat(path.probed().trigger()).isEqualTo(Trigger.CHANGED);
        assertThat(path.probed().trigger()).isEqualTo(Trigger.SWEEP);
        assertThat(path.probed().trigger()).isEqualTo(Trigger.SWEEP);
    }

    /** Same: unchanged, and looked at again after 15 s. */
    @Test
    @DisplayName("upstream VI (6), CVI (5): ImageLost and missing, no condition")
    void shouldStayLostAndBeLookedAtAgainWhenLostAndMissing() {
        // Given
        image.phase("ImageLost").withoutConditions();
        ObjectNode before = image.json().deepCopy();
        ProbeResult missing = path.watched(image).probed();

        // When
        Decision decision = path.settled(image, missing);

        // Then
        assertThat(decision).isInstanceOf(Decision.Nothing.class);
        assertThat(image.json()).isEqualTo(before);
        ProbeResult recheck = path.probed();
        assertThat(recheck.trigger()).isEqualTo(Trigger.RECHECK);
        assertThat(between(missing, recheck))
                .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(15).plus(TICKS));
    }

    /** Same: unchanged, and next looked at by the schedule. */
    @Test
    @DisplayName("upstream VI (7), CVI (6): Ready and present")
    void shouldStayReadyWhenReadyAndPresent() {
        // Given
        path.answers(repository, ScriptedAnswer.present(DIGEST));
        ObjectNode before = image.json().deepCopy();
        ProbeResult present = path.watched(image).probed();

        // When
        Decision decision = path.settled(image, present);

        // Then
        assertThat(decision).isInstanceOf(Decision.Nothing.class);
        assertThat(image.json()).isEqualTo(before);
        assertThat(path.asked()).containsExactly("HEAD " + manifest());
        assertThat(path.probed().trigger()).isEqualTo(Trigger.SWEEP);
    }

    /**
     * Same: nothing changes. Differs: the error is a verdict with a reason, not a failed reconcile, and the next try is ours to
     * time: within a second, then doubling to five minutes at most (upstream's queue goes up to 16 min 40 s).
     */
    @Test
    @DisplayName("upstream VI (8), CVI (7): connection refused")
    void shouldStayReadyAndBackOffWhenTheConnectionIsRefused() {
        // Given
        path.down();
        ObjectNode before = image.json().deepCopy();
        ProbeResult refused = path.watched(image).probed();

        // When
        Decision decision = path.settled(image, refused);

        // Then
        assertThat(refused.verdict()).isEqualTo(new Inconclusive(Reason.CONNECTION_REFUSED));
        assertThat(decision).isInstanceOf(Decision.Nothing.class);
        assertThat(image.json()).isEqualTo(before);
        ProbeResult last = refused;
        for (int failures = 1; failures <= 6; failures++) {
            ProbeResult next = path.probed();
            assertThat(next.trigger()).isEqualTo(Trigger.BACKOFF);
            assertThat(between(last, next))
                    .isLessThanOrEqualTo(
                            Duration.ofSeconds(1L << (failures - 1)).plus(TICKS));
            last = next;
        }
    }

    private String manifest() {
        return "/v2/" + repository + "/manifests/" + ImageObject.UID;
    }
}
