package io.rollcall.contract.kind;

import static io.rollcall.contract.kind.Objects.READY_AT;
import static io.rollcall.contract.kind.Objects.VI;
import static io.rollcall.contract.kind.Objects.result;
import static io.rollcall.contract.kind.Objects.state;
import static io.rollcall.contract.kind.Objects.virtualImage;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.Events;
import io.rollcall.contract.image.Ask;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.contract.rules.Change.PhaseChange;
import io.rollcall.contract.rules.Decision;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What the rules never do, whatever the object and whatever the result. */
class ImageRulesPropertiesTest {
    private static final List<String> PHASES = List.of(
            "",
            "Pending",
            "Provisioning",
            "WaitForUserUpload",
            "Ready",
            "Failed",
            "Terminating",
            "ImageLost",
            "PVCLost");

    @Property
    void shouldLoseOnAbsentAloneAndRecoverOnPresentAlone(
            @ForAll("objects") ObjectNode object, @ForAll("results") ProbeResult result) {
        Decision decision = decide(object, result);
        if (decision instanceof Decision.Act act) {
            PhaseChange change = (PhaseChange) act.changes().get(0);
            assertThat(act.changes()).hasSize(1);
            assertThat(change.phase()).isEqualTo(result.verdict() instanceof Verdict.Absent ? "ImageLost" : "Ready");
            assertThat(result.verdict()).isNotInstanceOf(Verdict.Inconclusive.class);
        }
    }

    @Property
    void shouldNeverTouchAnIneligibleImage(
            @ForAll("objects") ObjectNode object, @ForAll("results") ProbeResult result) {
        ImageFacts facts = ImageFacts.ofObject(object, true);
        boolean suspended = state(VI, object).suspended();
        if (!facts.isEligible() || suspended) {
            Decision decision = decide(object, result);
            if (decision instanceof Decision.Act act) {
                assertThat(act.changes()).allMatch(change -> change.isIn(object));
            }
            assertThat(state(VI, object).asks()).isEmpty();
        }
    }

    @Property
    void shouldAskAboutExactlyWhatTheStatusNames(@ForAll("objects") ObjectNode object) {
        List<Ask> asks = state(VI, object).asks();
        String url = object.path("status").path("target").path("registryURL").asText();
        assertThat(asks).allSatisfy(ask -> assertThat(ask.target()).isEqualTo(url));
    }

    @Property
    void shouldDecideTheSameTwice(@ForAll("objects") ObjectNode object, @ForAll("results") ProbeResult result) {
        assertThat(decide(object, result)).isEqualTo(decide(object, result));
    }

    @Property
    void shouldNeverThrowWhenAnObjectIsAnything(@ForAll("anything") ObjectNode status) {
        ObjectNode object = virtualImage("Ready", "Ready");
        object.set("status", status);
        assertThat(VI.asks(object)).isNotNull();
        assertThat(VI.facts(object)).isNotNull();
    }

    private static Decision decide(ObjectNode object, ProbeResult result) {
        return VI.rules().decide(state(VI, object), result, ProbePolicy.DEFAULT, result.probedAt());
    }

    @Provide
    Arbitrary<ObjectNode> objects() {
        return Combinators.combine(
                        Arbitraries.of(PHASES),
                        Arbitraries.of("Ready", "ImageLost", "PVCLost", "DatasourceNotReady"),
                        Arbitraries.of("ContainerRegistry", "Kubernetes", "PersistentVolumeClaim"),
                        Arbitraries.of(true, true, false),
                        Arbitraries.of(false, false, true),
                        Arbitraries.of(false, false, true),
                        Arbitraries.of("u-1", "u-2"))
                .as((phase, reason, storage, url, deleting, suspended, uid) -> {
                    ObjectNode object = virtualImage(phase, reason);
                    ((ObjectNode) object.path("spec")).put("storage", storage);
                    ObjectNode metadata = (ObjectNode) object.path("metadata");
                    metadata.put("uid", uid);
                    if (!url) {
                        ((ObjectNode) object.path("status").path("target")).put("registryURL", "");
                    }
                    if (deleting) {
                        metadata.put("deletionTimestamp", "2026-11-21T06:00:00Z");
                    }
                    if (suspended) {
                        metadata.putObject("annotations").put(Projection.SUSPEND, "true");
                    }
                    return object;
                });
    }

    @Provide
    Arbitrary<ProbeResult> results() {
        return Combinators.combine(
                        Events.verdicts(),
                        Arbitraries.of("Ready", "ImageLost"),
                        Arbitraries.longs().between(-120, 120),
                        Arbitraries.integers().between(1, 3))
                .as((verdict, phase, seconds, n) -> result(verdict, phase, READY_AT.plusSeconds(seconds), n));
    }

    @Provide
    Arbitrary<ObjectNode> anything() {
        Arbitrary<String> junk = Arbitraries.of(
                "{}",
                "{\"phase\":7}",
                "{\"phase\":\"Ready\",\"target\":[]}",
                "{\"phase\":\"Ready\",\"target\":{\"registryURL\":{}}}",
                "{\"conditions\":{}}",
                "{\"conditions\":[1,null,\"x\",{\"type\":\"Ready\",\"lastTransitionTime\":\"yesterday\"}],\"phase\":\"Ready\",\"target\":{\"registryURL\":\"x\"}}",
                "{\"conditions\":\"x\",\"phase\":null}");
        return junk.map(Objects::read);
    }
}
