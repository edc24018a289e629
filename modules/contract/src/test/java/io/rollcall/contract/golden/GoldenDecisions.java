package io.rollcall.contract.golden;

import static io.rollcall.contract.golden.GoldenImages.UBUNTU;
import static io.rollcall.contract.golden.GoldenImages.UID;
import static io.rollcall.contract.golden.GoldenImages.URL;
import static io.rollcall.contract.golden.GoldenImages.facts;
import static java.time.Instant.parse;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.alert.AlertType;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.transition.Cause;
import io.rollcall.contract.transition.Outcome;
import io.rollcall.contract.transition.Transition;
import java.util.List;

/** What the files in {@code transition} and {@code alert} must be read as. */
final class GoldenDecisions {
    /** Ids of the two changes that the golden results make: what redeliveries across versions are recognised by. */
    static final String LOST_ID = "ae4061aabb6f3cfe9208";

    static final String RECOVERED_ID = "d03a95f79eb2c36aed09";

    static final ProbeResult ABSENT = GoldenProbes.absent(1, "MANIFEST_UNKNOWN", Trigger.SWEEP);
    static final ProbeResult PRESENT = GoldenProbes.present("ImageLost", Trigger.RECHECK);

    private static final String HOST = "dvcr.d8-virtualization.svc";
    private static final String LOST_MESSAGE = "The image data is no longer available and needs to be recreated.";
    private static final String RECOVERED_MESSAGE = "The image reappeared in DVCR and was restored to Ready.";

    private GoldenDecisions() {}

    static List<Golden<Transition>> transitions() {
        return List.of(
                Golden.of("written-lost", lost(Outcome.WRITTEN, "the verdict is absent, 1 in a row", "48377")),
                Golden.of("written-recovered", recovered()),
                Golden.of("observed", lost(Outcome.OBSERVED, "the verdict is absent; the mode is observe", null)),
                Golden.of("refused", lost(Outcome.REFUSED, "the CRD's status.phase lacks ImageLost", null)),
                Golden.of("contested", lost(Outcome.CONTESTED, "another writer reversed it twice", null)),
                Golden.of("held", lost(Outcome.HELD, "811 of 1204 images are absent", null)),
                Golden.of("stale", unchanged(Outcome.STALE, "the object points elsewhere by now")),
                Golden.of("stale-created-anew", createdAnew()),
                Golden.of("conflicted", unread(Outcome.CONFLICTED, "not written within 30 s")),
                Golden.of("moot", unread(Outcome.MOOT, "the object is gone")));
    }

    private static Transition lost(Outcome outcome, String why, String written) {
        return transition(LOST_ID, "imageLost", outcome, why, ABSENT, facts("Ready", URL), "48213", written);
    }

    private static Transition recovered() {
        return transition(
                RECOVERED_ID,
                "imageRecovered",
                Outcome.WRITTEN,
                "the verdict is present, 1 in a row",
                PRESENT,
                facts("ImageLost", URL),
                "48390",
                "48391");
    }

    private static Transition unchanged(Outcome outcome, String why) {
        return transition(
                "0c1d2e3f405162738495", "none", outcome, why, ABSENT, facts("Ready", "other/a:b"), "48213", null);
    }

    private static Transition createdAnew() {
        Transition stale = unchanged(Outcome.STALE, "the object was created anew under its name");
        return new Transition(
                stale.schemaVersion(),
                stale.cluster(),
                stale.id(),
                stale.key(),
                stale.uid(),
                stale.change(),
                stale.outcome(),
                stale.why(),
                stale.cause(),
                stale.evidence(),
                stale.state(),
                stale.stateVersion(),
                stale.writtenVersion(),
                stale.policyVersion(),
                stale.decidedAt(),
                "1b5c9f60-2a44-4d5e-8c11-0f9a7d3e2c55",
                1);
    }

    private static Transition unread(Outcome outcome, String why) {
        return transition("0c1d2e3f405162738495", "none", outcome, why, ABSENT, null, null, null);
    }

    private static Transition transition(
            String id,
            String change,
            Outcome outcome,
            String why,
            ProbeResult evidence,
            ObjectNode state,
            String stateVersion,
            String writtenVersion) {
        return new Transition(
                1,
                "prod",
                id,
                UBUNTU,
                UID,
                change,
                outcome,
                why,
                new Cause("rollcall.probe-results", 11, 90_210L),
                evidence,
                state,
                stateVersion,
                writtenVersion,
                "default@7960dac4",
                parse("2026-11-21T06:10:00.077Z"),
                null,
                null);
    }

    static List<Golden<Alert>> alerts() {
        return List.of(
                Golden.of("image-lost", image(LOST_ID, AlertType.IMAGE_LOST, lostDetails())),
                Golden.of(
                        "image-recovered",
                        image(
                                RECOVERED_ID,
                                AlertType.IMAGE_RECOVERED,
                                details("Ready", "present", RECOVERED_MESSAGE, "imageRecovered"))),
                Golden.of(
                        "image-unwritable",
                        image(
                                "5d6e7f80910a1b2c3d4e",
                                AlertType.IMAGE_UNWRITABLE,
                                lostDetails().put("message", "the CRD's status.phase lacks ImageLost"))),
                Golden.of("image-contested", image("6e7f80910a1b2c3d4e5f", AlertType.IMAGE_CONTESTED, lostDetails())),
                Golden.of("registry-unavailable", registry("7f80910a1b2c3d4e5f60", AlertType.REGISTRY_UNAVAILABLE)),
                Golden.of("registry-recovered", registry("80910a1b2c3d4e5f6071", AlertType.REGISTRY_RECOVERED)),
                Golden.of("registry-massloss", registry("910a1b2c3d4e5f607182", AlertType.REGISTRY_MASSLOSS)));
    }

    private static ObjectNode lostDetails() {
        return details("ImageLost", "absent", LOST_MESSAGE, "imageLost");
    }

    private static ObjectNode details(String phase, String verdict, String message, String change) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", "VirtualImage")
                .put("namespace", "team-a")
                .put("name", "ubuntu")
                .put("uid", UID)
                .put("phase", phase)
                .put("target", URL)
                .put("verdict", verdict)
                .put("transitionTime", "2026-11-21T06:10:00Z")
                .put("message", message)
                .put("change", change)
                .put("mode", "write");
    }

    private static Alert image(String id, AlertType type, ObjectNode details) {
        return Alert.of(id, "prod", type, UBUNTU.toString(), parse("2026-11-21T06:10:00.018Z"), details);
    }

    /** Nothing writes these yet: their envelope is frozen, and their data is not. */
    private static Alert registry(String id, AlertType type) {
        return Alert.of(
                id, "prod", type, HOST, parse("2026-11-21T06:10:00.018Z"), JsonNodeFactory.instance.objectNode());
    }
}
