package io.rollcall.prober.conformance;

import static io.rollcall.prober.conformance.RealPath.DIGEST;
import static io.rollcall.prober.conformance.RealPath.LONG;
import static io.rollcall.prober.conformance.RealPath.between;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict.Absent;
import io.rollcall.contract.probe.Verdict.Present;
import io.rollcall.contract.rules.Decision;
import io.rollcall.prober.schedule.TestClock;
import io.rollcall.testkit.ScriptedAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What upstream's tests leave open, but for answers ({@link UntestedAnswersTest}) and what only an API server can show. */
@Tag("conformance")
class UntestedUpstreamTest {
    @AutoClose
    private final RealPath path = new RealPath();

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("deletion: deletionTimestamp set")
    void shouldAskNothingWhenBeingDeleted(ResourceKind kind) {
        // Given
        ImageObject image = new ImageObject(kind).deleted(TestClock.START);

        // When
        path.watched(image);

        // Then
        assertThat(path.probedWithin(LONG)).isEmpty();
        assertThat(path.asked()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("deletion: begun while the probe was under way")
    void shouldChangeNothingWhenDeletionBeganAfterTheProbe(ResourceKind kind) {
        // Given
        ImageObject image = new ImageObject(kind);
        ProbeResult missing = path.watched(image).probed();
        image.deleted(TestClock.START.plusSeconds(1));
        ObjectNode before = image.json().deepCopy();

        // When
        Decision decision = path.settled(image, missing);

        // Then
        assertThat(missing.verdict()).isInstanceOf(Absent.class);
        assertThat(decision).isInstanceOf(Decision.Nothing.class);
        assertThat(image.json()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("deletion: begun while lost, and the data is back")
    void shouldStayLostWhenDeletionBeganAndTheDataIsBack(ResourceKind kind) {
        // Given
        ImageObject image = new ImageObject(kind).lostSince(ImageObject.AN_HOUR_AGO);
        path.answers(kind.namespaced() ? "vi/team-a/ubuntu" : "cvi/ubuntu", ScriptedAnswer.present(DIGEST));
        ProbeResult present = path.watched(image).probed();
        image.deleted(TestClock.START.plusSeconds(1));

        // When
        path.settled(image, present);

        // Then
        assertThat(present.verdict()).isEqualTo(new Present(DIGEST));
        assertThat(image.phase()).isEqualTo("ImageLost");
    }

    /** Upstream drops the re-check interval for its queue's backoff, up to 16 min 40 s; ours is five minutes at most. */
    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("ImageLost and checker error")
    void shouldStayLostAndLookAgainWithin5MinutesWhenTheRegistryCannotBeAsked(ResourceKind kind) {
        // Given
        ImageObject image = new ImageObject(kind).lostSince(ImageObject.AN_HOUR_AGO);
        ObjectNode before = image.json().deepCopy();
        path.down();
        ProbeResult last = path.watched(image).probed();

        for (int failures = 1; failures <= 14; failures++) {
            // When
            path.settled(image, last);

            // Then
            assertThat(image.json()).isEqualTo(before);
            ProbeResult next = path.probed();
            assertThat(next.verdict()).extracting("reason").isEqualTo(Reason.CONNECTION_REFUSED);
            assertThat(between(last, next)).isLessThan(Duration.ofMinutes(5).plusSeconds(1));
            last = next;
        }
    }

    /** The condition's time drives it, so a restart changes nothing: 15 s, then twice as long each time, to 5 min. */
    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("the handler's interval follows lastTransitionTime")
    void shouldWaitAsLongAsItHasBeenLostWhenItStaysLost(ResourceKind kind) {
        // Given
        Instant since = TestClock.START.minusSeconds(10);
        ProbeResult last = path.watched(new ImageObject(kind).lostSince(since)).probed();

        for (int look = 1; look <= 8; look++) {
            // When
            ProbeResult next = path.probed();

            // Then
            long lostFor = Duration.between(since, last.startedAt()).toMillis();
            assertThat(next.trigger()).isEqualTo(Trigger.RECHECK);
            assertThat(between(last, next).toMillis()).isBetween(clamped(lostFor), clamped(lostFor) + 60);
            last = next;
        }
        assertThat(Duration.between(since, last.startedAt())).isGreaterThan(Duration.ofMinutes(15));
    }

    @Test
    @DisplayName("CronSource with images: a lost one is not in the sweep")
    void shouldNotBeSweptWhenLost() {
        // Given
        path.watched(new ImageObject(ImageObject.VI).lostSince(TestClock.START.minus(Duration.ofDays(1))));
        path.probed();

        // When / Then
        for (int look = 0; look < 4; look++) {
            assertThat(path.probed().trigger()).isEqualTo(Trigger.RECHECK);
        }
    }

    @Test
    @DisplayName("CronSource with images: a Ready one is swept once a period")
    void shouldBeSweptOnceAPeriodWhenReady() {
        // Given
        path.answers("vi/team-a/ubuntu", ScriptedAnswer.present(DIGEST));
        path.watched(new ImageObject(ImageObject.VI)).probed();
        ProbeResult first = path.probed();

        // When
        ProbeResult second = path.probed();

        // Then
        assertThat(first.trigger()).isEqualTo(Trigger.SWEEP);
        assertThat(second.trigger()).isEqualTo(Trigger.SWEEP);
        assertThat(between(first, second)).isCloseTo(Duration.ofMinutes(5), Duration.ofMillis(100));
    }

    @Test
    @DisplayName("PVCLost")
    void shouldAskNothingWhenItsVolumeIsLost() {
        // When
        path.watched(new ImageObject(ImageObject.VI).phase("PVCLost"));

        // Then
        assertThat(path.probedWithin(LONG)).isEmpty();
        assertThat(path.asked()).isEmpty();
    }

    private static Stream<ResourceKind> kinds() {
        return Stream.of(ImageObject.VI, ImageObject.CVI);
    }

    private static long clamped(long millis) {
        return Math.max(15_000, Math.min(300_000, millis));
    }
}
