package io.rollcall.contract.kind;

import static io.rollcall.contract.kind.Objects.CVI;
import static io.rollcall.contract.kind.Objects.READY_AT;
import static io.rollcall.contract.kind.Objects.VI;
import static io.rollcall.contract.kind.Objects.clusterVirtualImage;
import static io.rollcall.contract.kind.Objects.result;
import static io.rollcall.contract.kind.Objects.state;
import static io.rollcall.contract.kind.Objects.virtualImage;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.alert.AlertType;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.contract.rules.Change.PhaseChange;
import io.rollcall.contract.rules.Condition;
import io.rollcall.contract.rules.Decision;
import io.rollcall.contract.rules.EventNote;
import io.rollcall.contract.rules.MergePatch;
import java.time.Instant;
import net.jqwik.api.Example;

class ImageRulesTest {
    private static final Verdict ABSENT = new Verdict.Absent("MANIFEST_UNKNOWN");
    private static final Verdict PRESENT = new Verdict.Present("sha256:d");
    private static final Instant LATER = READY_AT.plusMillis(60_700);

    @Example
    void shouldLoseWhenAReadyImageIsAbsent() {
        // When
        PhaseChange change = act(virtualImage("Ready", "Ready"), result(ABSENT, "Ready", LATER, 1));

        // Then
        assertThat(change.phase()).isEqualTo("ImageLost");
        assertThat(change.condition())
                .isEqualTo(new Condition(
                        "Ready",
                        "False",
                        "ImageLost",
                        "The image data is no longer available and needs to be recreated.",
                        Instant.parse("2026-11-21T06:01:00Z")));
        assertThat(change.event())
                .isEqualTo(new EventNote(
                        "Warning",
                        "VirtualImageLost",
                        "The image data is no longer available and needs to be recreated."));
        assertThat(change.alert().type()).isEqualTo(AlertType.IMAGE_LOST);
    }

    @Example
    void shouldRecoverWhenALostImageIsPresent() {
        // When
        PhaseChange change = act(virtualImage("ImageLost", "ImageLost"), result(PRESENT, "ImageLost", LATER, 1));

        // Then
        assertThat(change.phase()).isEqualTo("Ready");
        assertThat(change.condition().status()).isEqualTo("True");
        assertThat(change.condition().reason()).isEqualTo("Ready");
        assertThat(change.condition().message()).isEmpty();
        assertThat(change.event())
                .isEqualTo(new EventNote(
                        "Normal",
                        "VirtualImageLostRecovered",
                        "The image reappeared in DVCR and was restored to Ready."));
        assertThat(change.alert().type()).isEqualTo(AlertType.IMAGE_RECOVERED);
    }

    @Example
    void shouldNameTheClusterKindWhenItIsOne() {
        Decision lost = CVI.rules()
                .decide(
                        state(CVI, clusterVirtualImage("Ready", "Ready")),
                        result(ABSENT, "Ready", LATER, 1),
                        ProbePolicy.DEFAULT,
                        LATER);
        Decision recovered = CVI.rules()
                .decide(
                        state(CVI, clusterVirtualImage("ImageLost", "ImageLost")),
                        result(PRESENT, "ImageLost", LATER, 1),
                        ProbePolicy.DEFAULT,
                        LATER);

        assertThat(((Decision.Act) lost).changes().get(0).event().reason()).isEqualTo("ClusterVirtualImageLost");
        assertThat(((Decision.Act) recovered).changes().get(0).event().reason())
                .isEqualTo("ClusterVirtualImageLostRecovered");
    }

    @Example
    void shouldRecogniseItsOwnWriteWhenRedelivered() {
        // Given
        ObjectNode object = virtualImage("Ready", "Ready");
        ProbeResult result = result(ABSENT, "Ready", LATER, 1);
        PhaseChange change = act(object, result);
        assertThat(change.isIn(object)).isFalse();
        apply(object, MergePatch.of(change, object));

        // When
        PhaseChange again = act(object, result);

        // Then
        assertThat(again).isEqualTo(change);
        assertThat(again.isIn(object)).isTrue();
    }

    @Example
    void shouldCompleteItsOwnWriteWhenTheObjectWasSuspendedSince() {
        // Given
        ObjectNode object = virtualImage("Ready", "Ready");
        ProbeResult result = result(ABSENT, "Ready", LATER, 1);
        apply(object, MergePatch.of(act(object, result), object));
        ((ObjectNode) object.path("metadata")).putObject("annotations").put(Projection.SUSPEND, "true");

        // Then
        assertThat(act(object, result).isIn(object)).isTrue();
    }

    @Example
    void shouldCallEvidenceStaleWhenTheObjectIsNotOlder() {
        for (Instant startedAt : new Instant[] {READY_AT.minusSeconds(5), READY_AT, READY_AT.plusMillis(999)}) {
            assertThat(decide(virtualImage("Ready", "Ready"), result(ABSENT, "Ready", startedAt, 1)))
                    .as("%s", startedAt)
                    .isInstanceOf(Decision.Stale.class);
        }
        assertThat(decide(virtualImage("Ready", "Ready"), result(ABSENT, "Ready", READY_AT.plusSeconds(1), 1)))
                .isInstanceOf(Decision.Act.class);
    }

    @Example
    void shouldCallEvidenceStaleWhenItIsOfAnotherObjectOrTarget() {
        ObjectNode anew = virtualImage("Ready", "Ready");
        ((ObjectNode) anew.path("metadata")).put("uid", "u-2");
        ObjectNode moved = virtualImage("Ready", "Ready");
        ((ObjectNode) moved.path("status").path("target")).put("registryURL", "dvcr.d8-virtualization.svc/vi/a/b:u-1");

        assertThat(decide(anew, result(ABSENT, "Ready", LATER, 1))).isInstanceOf(Decision.Stale.class);
        assertThat(decide(moved, result(ABSENT, "Ready", LATER, 1))).isInstanceOf(Decision.Stale.class);
    }

    @Example
    void shouldCallEvidenceStaleWhenItWasAskedForAnEarlierTransitionThoughItsClockSaysOtherwise() {
        // Given
        ObjectNode since = virtualImage("Ready", "Ready");
        ((ObjectNode) since.path("status").path("conditions").get(1))
                .put("lastTransitionTime", READY_AT.plusSeconds(30).toString());

        // Then
        assertThat(decide(since, result(ABSENT, "Ready", LATER, 1))).isInstanceOf(Decision.Stale.class);
    }

    @Example
    void shouldCallEvidenceStaleWhenItIsFromTheFuture() {
        assertThat(decide(virtualImage("Ready", "Ready"), result(ABSENT, "Ready", LATER.plusSeconds(61), 1)))
                .isInstanceOf(Decision.Stale.class);
        assertThat(decide(virtualImage("Ready", "Ready"), result(ABSENT, "Ready", LATER.plusSeconds(59), 1)))
                .isInstanceOf(Decision.Act.class);
    }

    @Example
    void shouldDoNothingWhenItAlreadyIsSo() {
        assertThat(decide(virtualImage("ImageLost", "ImageLost"), result(ABSENT, "Ready", LATER, 1)))
                .isInstanceOf(Decision.Nothing.class);
        assertThat(decide(virtualImage("Ready", "Ready"), result(PRESENT, "ImageLost", LATER, 1)))
                .isInstanceOf(Decision.Nothing.class);
    }

    @Example
    void shouldGoByThePhaseWhenTheReadyConditionSaysOtherwise() {
        assertThat(act(virtualImage("Ready", "DatasourceNotReady"), result(ABSENT, "Ready", LATER, 1))
                        .phase())
                .isEqualTo("ImageLost");
    }

    @Example
    void shouldWaitForConfirmationsWhenThePolicyAsksForThem() {
        ProbePolicy d = ProbePolicy.DEFAULT;
        ProbePolicy twice = new ProbePolicy(
                "twice",
                d.inFlight(),
                d.minDelay(),
                d.ratePerSecond(),
                d.burst(),
                d.backoffInitial(),
                d.backoffMax(),
                2,
                d.confirmationDelay(),
                d.freshness(),
                d.connectTimeout(),
                d.responseTimeout(),
                d.totalTimeout());
        ProbeResult once = result(ABSENT, "Ready", LATER, 1);
        ProbeResult again = result(ABSENT, "Ready", LATER, 2);

        assertThat(VI.rules().mayAct(once, twice)).isFalse();
        assertThat(VI.rules().decide(state(VI, virtualImage("Ready", "Ready")), once, twice, LATER))
                .isInstanceOf(Decision.Nothing.class);
        assertThat(VI.rules().mayAct(again, twice)).isTrue();
        assertThat(VI.rules().decide(state(VI, virtualImage("Ready", "Ready")), again, twice, LATER))
                .isInstanceOf(Decision.Act.class);
    }

    @Example
    void shouldSpareTheReadWhenNothingCanChange() {
        assertThat(mayAct(PRESENT, "Ready")).isFalse();
        assertThat(mayAct(ABSENT, "ImageLost")).isFalse();
        assertThat(mayAct(new Verdict.Inconclusive(Reason.TIMEOUT), "Ready")).isFalse();
        assertThat(mayAct(ABSENT, "Ready")).isTrue();
        assertThat(mayAct(PRESENT, "ImageLost")).isTrue();
    }

    @Example
    void shouldTouchNothingElseWhenItPatches() {
        // Given
        ObjectNode object = virtualImage("Ready", "Ready");
        JsonNode before = object.deepCopy();

        // When
        ObjectNode patch = MergePatch.of(act(object, result(ABSENT, "Ready", LATER, 1)), object);
        apply(object, patch);

        // Then
        assertThat(patch.path("metadata")).hasToString("{\"resourceVersion\":\"7\"}");
        assertThat(patch.path("status").size()).isEqualTo(2);
        JsonNode conditions = object.path("status").path("conditions");
        assertThat(conditions.get(0))
                .isEqualTo(before.path("status").path("conditions").get(0));
        assertThat(conditions.get(2))
                .isEqualTo(before.path("status").path("conditions").get(2));
        assertThat(conditions.get(1).path("observedGeneration").asInt()).isEqualTo(3);
        assertThat(object.path("status").path("observedGeneration").asInt()).isEqualTo(3);
        assertThat(object.path("status").path("size"))
                .isEqualTo(before.path("status").path("size"));
    }

    private static boolean mayAct(Verdict verdict, String phase) {
        return VI.rules().mayAct(result(verdict, phase, LATER, 1), ProbePolicy.DEFAULT);
    }

    private static Decision decide(ObjectNode object, ProbeResult result) {
        return VI.rules().decide(state(VI, object), result, ProbePolicy.DEFAULT, LATER);
    }

    private static PhaseChange act(ObjectNode object, ProbeResult result) {
        Decision decision = decide(object, result);
        assertThat(decision).isInstanceOf(Decision.Act.class);
        return (PhaseChange) ((Decision.Act) decision).changes().get(0);
    }

    private static void apply(ObjectNode object, ObjectNode patch) {
        ((ObjectNode) object.path("status")).setAll((ObjectNode) patch.path("status"));
    }
}
