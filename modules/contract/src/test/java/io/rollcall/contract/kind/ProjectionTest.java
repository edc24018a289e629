package io.rollcall.contract.kind;

import static io.rollcall.contract.kind.Objects.CVI;
import static io.rollcall.contract.kind.Objects.READY_AT;
import static io.rollcall.contract.kind.Objects.URL;
import static io.rollcall.contract.kind.Objects.VI;
import static io.rollcall.contract.kind.Objects.clusterVirtualImage;
import static io.rollcall.contract.kind.Objects.state;
import static io.rollcall.contract.kind.Objects.virtualImage;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.Cadence;
import io.rollcall.contract.image.Depth;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.image.Lane;
import io.rollcall.contract.image.Purpose;
import io.rollcall.contract.rules.Change;
import io.rollcall.contract.rules.Condition;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Example;

class ProjectionTest {
    @Example
    void shouldAskWithTheSweepWhenAnImageIsReady() {
        Ask ask = state(VI, virtualImage("Ready", "Ready")).asks().get(0);

        assertThat(ask.target()).isEqualTo(URL);
        assertThat(ask.purpose()).isEqualTo(Purpose.PRESENCE);
        assertThat(ask.cadence()).isEqualTo(new Cadence.Sweep());
        assertThat(ask.lane()).isEqualTo(Lane.SWEEP);
        assertThat(ask.notBefore()).isEqualTo(READY_AT.plusSeconds(1));
        assertThat(ask.context()).hasToString("{\"phase\":\"Ready\",\"readyTransitionTime\":\"2026-11-21T06:00:00Z\"}");
    }

    @Example
    void shouldAskProgressivelyWhenAnImageIsLost() {
        Ask ask =
                state(CVI, clusterVirtualImage("ImageLost", "ImageLost")).asks().get(0);

        assertThat(ask.cadence())
                .isEqualTo(new Cadence.Progressive(READY_AT, ImageKinds.RECHECK_MIN, ImageKinds.RECHECK_MAX));
        assertThat(ask.lane()).isEqualTo(Lane.LOST);
    }

    @Example
    void shouldAskNothingWhenTheImageIsStoredElsewhereOrSuspendedOrGoing() {
        ObjectNode elsewhere = virtualImage("Ready", "Ready");
        ((ObjectNode) elsewhere.path("spec")).put("storage", "PersistentVolumeClaim");
        ObjectNode suspended = virtualImage("Ready", "Ready");
        ((ObjectNode) suspended.path("metadata")).putObject("annotations").put("rollcall.io/suspend", "true");
        ObjectNode going = virtualImage("Ready", "Ready");
        ((ObjectNode) going.path("metadata")).put("deletionTimestamp", "2026-11-21T06:00:00Z");

        assertThat(state(VI, elsewhere).asks()).isEmpty();
        assertThat(state(VI, suspended).asks()).isEmpty();
        assertThat(state(VI, suspended).suspended()).isTrue();
        assertThat(state(VI, going).asks()).isEmpty();
    }

    @Example
    void shouldAskForBlobsOnAScheduleOfTheirOwnWhenTheDeepCheckIsOn() {
        ResourceKind deep = ImageKinds.all(ImageKinds.RECHECK_MIN, ImageKinds.RECHECK_MAX, "@weekly")
                .get(0);

        List<Ask> ready = state(deep, virtualImage("Ready", "Ready")).asks();
        List<Ask> lost = state(deep, virtualImage("ImageLost", "ImageLost")).asks();

        assertThat(ready).extracting(Ask::id).containsExactly("presence", "deep");
        assertThat(ready).extracting(Ask::depth).containsExactly(Depth.MANIFEST, Depth.BLOBS);
        assertThat(ready.get(1).cadence()).isEqualTo(new Cadence.Cron("@weekly"));
        assertThat(ready.get(1).lane()).isEqualTo(Lane.SWEEP);
        assertThat(ready.get(1).context()).isEqualTo(ready.get(0).context());
        assertThat(lost).extracting(Ask::id).containsExactly("presence");
        assertThat(lost.get(0).depth()).isEqualTo(Depth.BLOBS);
        assertThat(lost.get(0).cadence()).isInstanceOf(Cadence.Progressive.class);
    }

    @Example
    void shouldTellTheEnvelope() {
        ObjectNode object = virtualImage("Ready", "Ready");
        ((ObjectNode) object.path("metadata")).putObject("annotations").put("rollcall.io/requestedAt", "now");

        ImageState state = state(VI, object);

        assertThat(state.key()).hasToString("virtualimages.virtualization.deckhouse.io/team-a/ubuntu");
        assertThat(state.uid()).isEqualTo("u-1");
        assertThat(state.resourceVersion()).isEqualTo("7");
        assertThat(state.generation()).isEqualTo(3);
        assertThat(state.recheckRequestedAt()).isEqualTo("now");
        assertThat(state(CVI, clusterVirtualImage("Ready", "Ready")).key())
                .hasToString("clustervirtualimages.virtualization.deckhouse.io//ubuntu");
    }

    @Example
    void shouldSayTheSameWhenOnlyTheVersionMoved() {
        ObjectNode later = virtualImage("Ready", "Ready");
        ((ObjectNode) later.path("metadata")).put("resourceVersion", "8").put("generation", 4);
        ObjectNode lost = virtualImage("ImageLost", "ImageLost");

        ImageState state = state(VI, virtualImage("Ready", "Ready"));

        assertThat(state.saysTheSameAs(state(VI, later))).isTrue();
        assertThat(state.saysTheSameAs(state(VI, lost))).isFalse();
    }

    @Example
    void shouldSayAfterAChangeWhatTheChangedObjectSays() {
        ObjectNode object = virtualImage("Ready", "Ready");
        ImageState before = state(VI, object);
        Instant at = READY_AT.plusSeconds(90);
        Change.PhaseChange change = new Change.PhaseChange(
                "0a", "imageLost", "ImageLost", new Condition("Ready", "False", "ImageLost", "gone", at), null, null);
        ObjectNode status = (ObjectNode) object.path("status");
        status.put("phase", "ImageLost");
        ((ObjectNode) Condition.find(status.path("conditions"), "Ready"))
                .put("status", "False")
                .put("reason", "ImageLost")
                .put("lastTransitionTime", at.toString());
        ((ObjectNode) object.path("metadata")).put("resourceVersion", "99");
        ImageState changed = state(VI, object);

        ImageState after = Projection.after(before, change, "99");

        assertThat(after.facts()).isEqualTo(changed.facts()).isNotEqualTo(before.facts());
        assertThat(after.resourceVersion()).isEqualTo("99");
        assertThat(after.asks()).isEqualTo(before.asks());
        assertThat(Projection.after(before, change, null).resourceVersion()).isEqualTo(before.resourceVersion());
    }
}
