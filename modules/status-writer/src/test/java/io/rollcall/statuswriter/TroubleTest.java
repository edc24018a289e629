package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.alert.AlertType;
import io.rollcall.contract.transition.Outcome;
import io.rollcall.runtime.config.Mode;
import io.rollcall.statuswriter.kube.ApiAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What becomes of one result, on a server that does not work. */
class TroubleTest {
    private static final ApiAnswer DOWN = new ApiAnswer.Unavailable("connection refused");

    private final Bench bench = new Bench();
    private final FakeApi api = bench.api;

    @Test
    void shouldTryAgainWhenACallFails() {
        // Given
        api.answer("get", DOWN);
        api.answer("patch", DOWN);
        api.answer("event", DOWN);
        // When
        Settlement settlement = bench.write(Samples.absent());
        // Then
        assertThat(settlement.notes())
                .extracting(note -> note.transition().outcome())
                .containsExactly(Outcome.WRITTEN);
        assertThat(api.events).hasSize(1);
        assertThat(api.patched).isEqualTo(1);
    }

    @Test
    void shouldCountAWriteWhoseAnswerWasLost() {
        // Given
        api.justBefore("patch", () -> {
            // it takes effect on the server, but the answer does not come back
            bench.write(Samples.absent());
            api.answer("patch", DOWN);
        });
        // When
        Settlement settlement = bench.write(Samples.absent());
        // Then
        assertThat(settlement.notes())
                .extracting(note -> note.transition().outcome())
                .containsExactly(Outcome.WRITTEN);
        assertThat(api.patched).isEqualTo(1);
        assertThat(api.events).hasSize(1);
    }

    @Test
    void shouldGoOnAndAskAgainWhenOneImageFailsTooLong() {
        // Given
        api.answer("get", Collections.nCopies(200, DOWN).toArray(ApiAnswer[]::new));
        Instant begin = bench.instant();
        // When
        Settlement settlement = bench.write(Samples.absent());
        // Then
        assertThat(settlement.notes())
                .extracting(note -> note.transition().outcome())
                .containsExactly(Outcome.CONFLICTED);
        assertThat(settlement.requests()).hasSize(1);
        assertThat(Duration.between(begin, bench.instant())).isBetween(Bench.PATIENCE, Bench.PATIENCE.plusSeconds(10));
    }

    @Test
    void shouldKeepTheTransitionWhenOnlyItsEventFailsTooLong() {
        // Given
        api.answer("event", Collections.nCopies(200, DOWN).toArray(ApiAnswer[]::new));
        // When
        Settlement settlement = bench.write(Samples.absent());
        // Then
        assertThat(settlement.notes())
                .extracting(note -> note.transition().outcome())
                .containsExactly(Outcome.WRITTEN);
        assertThat(settlement.requests()).isEmpty();
        assertThat(api.calls.stream().filter("patch"::equals)).hasSize(1);
    }

    @Test
    void shouldWaitHoweverLongWhenTheServerIsDown() {
        // Given
        api.readiness = DOWN;
        api.answer("get", Collections.nCopies(200, DOWN).toArray(ApiAnswer[]::new));
        Instant begin = bench.instant();
        // When
        Settlement settlement = bench.write(Samples.absent());
        // Then
        assertThat(Duration.between(begin, bench.instant())).isGreaterThan(Bench.PATIENCE.multipliedBy(4));
        assertThat(settlement.notes())
                .extracting(note -> note.transition().outcome())
                .containsExactly(Outcome.WRITTEN);
        assertThat(bench.health.ready()).isTrue();
        assertThat(bench.paused()).isZero();
    }

    @Test
    void shouldSayWhyItWaitsWhenTheServerIsDown() {
        // Given
        api.readiness = DOWN;
        api.answer("get", DOWN, DOWN, DOWN);
        bench.abandonAfter(2);
        // When
        var settlement = bench.settle(Mode.WRITE, Samples.absent());
        // Then
        assertThat(settlement).isEmpty();
        assertThat(bench.paused()).isEqualTo(1);
        assertThat(bench.health.condition(ApiGate.CONDITION).orElseThrow().reason())
                .contains("does not answer (connection refused)")
                .contains("check the kubeconfig");
    }

    @Test
    void shouldWaitWhenARightIsMissingEverywhere() {
        // Given
        api.mayPatch = false;
        api.answer(
                "patch",
                Collections.nCopies(100, new ApiAnswer.Forbidden("no", false)).toArray(ApiAnswer[]::new));
        bench.abandonAfter(90);
        // When
        var settlement = bench.settle(Mode.WRITE, Samples.absent());
        // Then
        assertThat(settlement).isEmpty();
        assertThat(bench.health.condition(ApiGate.CONDITION).orElseThrow().reason())
                .contains("patch virtualimages.virtualization.deckhouse.io/status")
                .contains("grant");
    }

    @Test
    void shouldGoOnWhenARightIsMissingHereOnly() {
        // Given
        api.mayNotPatchIn = "team-a";
        api.answer(
                "patch",
                Collections.nCopies(100, new ApiAnswer.Forbidden("not in team-a", false))
                        .toArray(ApiAnswer[]::new));
        // When
        Settlement settlement = bench.write(Samples.absent());
        // Then
        assertThat(settlement.notes())
                .extracting(note -> note.transition().outcome())
                .containsExactly(Outcome.CONFLICTED);
        assertThat(settlement.notes().get(0).transition().why()).contains("not in team-a");
        assertThat(settlement.requests()).singleElement().satisfies(request -> assertThat(request.notBefore())
                .isEqualTo(bench.instant().plus(Bench.PATIENCE)));
    }

    @Test
    void shouldRefuseWithAlertWhenAnAdmissionPolicyDenies() {
        // Given
        ApiAnswer denied = new ApiAnswer.Forbidden("admission webhook \"guard.test\" denied the request", false);
        api.answer("patch", Collections.nCopies(100, denied).toArray(ApiAnswer[]::new));
        Instant begin = bench.instant();
        // When
        Settlement settlement = bench.write(Samples.absent());
        Settlement nextSweep = bench.write(Samples.absent());
        // Then
        assertThat(Duration.between(begin, bench.instant())).isLessThan(Duration.ofSeconds(1));
        assertThat(settlement.requests()).isEmpty();
        assertThat(settlement.notes()).singleElement().satisfies(note -> {
            assertThat(note.transition().outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(note.transition().why()).contains("guard.test").contains("admission policy");
            assertThat(note.alert().type()).isEqualTo(AlertType.IMAGE_UNWRITABLE);
            assertThat(note.once()).isEqualTo(nextSweep.notes().get(0).once());
        });
        assertThat(api.calls).containsExactly("get", "patch", "get", "patch", "get", "patch", "get", "patch");
        assertThat(bench.health.condition(ApiGate.CONDITION)).isEmpty();
    }

    @Test
    void shouldWriteWhenTheRightIsGrantedJustAfterARefusal() {
        // Given
        api.answer("patch", new ApiAnswer.Forbidden("not yet", false));
        // When
        Settlement settlement = bench.write(Samples.absent());
        // Then
        assertThat(settlement.notes())
                .extracting(note -> note.transition().outcome())
                .containsExactly(Outcome.WRITTEN);
    }

    @Test
    void shouldWaitWhenCredentialsAreRefused() {
        // Given
        api.answer(
                "get",
                Collections.nCopies(50, new ApiAnswer.Unauthenticated("Unauthorized"))
                        .toArray(ApiAnswer[]::new));
        // When
        Settlement settlement = bench.write(Samples.absent());
        // Then
        assertThat(settlement.notes())
                .extracting(note -> note.transition().outcome())
                .containsExactly(Outcome.WRITTEN);
    }
}
