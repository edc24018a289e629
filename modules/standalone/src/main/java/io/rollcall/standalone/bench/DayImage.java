package io.rollcall.standalone.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.image.Purpose;
import io.rollcall.contract.kind.Projection;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.contract.rules.Change.PhaseChange;
import io.rollcall.contract.rules.Decision;
import io.rollcall.contract.transition.Cause;
import io.rollcall.contract.transition.Outcome;
import io.rollcall.contract.transition.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One image of a {@link Day}: what is answered about it, what the product's rules decide on that, and how it is then. */
final class DayImage {

    private static final Verdict PRESENT = new Verdict.Present("sha256:" + "5e".repeat(32));
    private static final Verdict ABSENT = new Verdict.Absent("MANIFEST_UNKNOWN");
    private static final HttpEvidence FOUND = new HttpEvidence(200, null, null, null, null);
    private static final HttpEvidence UNKNOWN = new HttpEvidence(404, 404, "MANIFEST_UNKNOWN", null, null);
    private static final Duration CALL = Duration.ofMillis(12);
    private static final Duration DECISION = Duration.ofMillis(40);

    private ImageState state;
    private ProbeResult last;

    DayImage(ImageState state) {
        this.state = state;
    }

    ImageState state() {
        return state;
    }

    /** The next answer. */
    ProbeResult answered(boolean there, Instant at) {
        Verdict verdict = there ? PRESENT : ABSENT;
        boolean again = last != null && last.verdict().sameSortAs(verdict);
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.set("phase", state.facts().path("phase"));
        context.set("readyTransitionTime", state.facts().path("readyTransitionTime"));
        boolean lost = state.facts().path("phase").asText().equals("ImageLost");
        last = new ProbeResult(
                ProbeResult.SCHEMA_VERSION,
                state.cluster(),
                state.key(),
                state.uid(),
                state.resourceVersion(),
                state.facts().path("registryURL").asText(),
                "presence",
                Purpose.PRESENCE,
                context,
                verdict,
                there ? FOUND : UNKNOWN,
                again ? last.consecutive() + 1 : 1,
                again ? last.verdictSince() : at,
                lost ? Trigger.RECHECK : Trigger.SWEEP,
                "0a1b2c3d4e-1",
                at,
                at,
                at.plus(CALL),
                ProbePolicy.DEFAULT.version(),
                BreakerState.CLOSED);
        return last;
    }

    /** Decides on the last answer, and is written; empty where it changes nothing. */
    Optional<Decided> decided() {
        Instant now = last.probedAt().plus(DECISION);
        if (!ImageInCluster.KIND.rules().mayAct(last, ProbePolicy.DEFAULT)
                || !(ImageInCluster.KIND.rules().decide(state, last, ProbePolicy.DEFAULT, now)
                        instanceof Decision.Act act)) {
            return Optional.empty();
        }
        Decided decided = new Decided(last, state, (PhaseChange) act.changes().get(0), now);
        state = decided.written();
        return Optional.of(decided);
    }

    /** A decision, and what was read of the object for it. */
    record Decided(ProbeResult evidence, ImageState read, PhaseChange change, Instant at) {

        /** The object with the change in it, as the watcher says it then. */
        ImageState written() {
            return Projection.after(read, change, Long.toString(Long.parseLong(read.resourceVersion()) + 1));
        }

        /** As the status-writer tells it. */
        Transition told(Cause cause) {
            return new Transition(
                    Transition.SCHEMA_VERSION,
                    read.cluster(),
                    change.id(),
                    read.key(),
                    read.uid(),
                    change.name(),
                    Outcome.WRITTEN,
                    "the verdict is " + evidence.verdict().is(),
                    cause,
                    evidence,
                    read.facts(),
                    read.resourceVersion(),
                    written().resourceVersion(),
                    ProbePolicy.DEFAULT.version(),
                    at,
                    read.uid(),
                    ProbePolicy.DEFAULT.confirmations());
        }
    }
}
