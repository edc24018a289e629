package io.rollcall.contract.kind;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.alert.AlertType;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.policy.Hashes;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.contract.rules.AlertNote;
import io.rollcall.contract.rules.Change;
import io.rollcall.contract.rules.Change.PhaseChange;
import io.rollcall.contract.rules.Condition;
import io.rollcall.contract.rules.Decision;
import io.rollcall.contract.rules.EventNote;
import io.rollcall.contract.rules.Rules;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/**
 * {@code Ready} ⇄ {@code ImageLost}. Only an absence loses and only a presence recovers. Strings are the upstream
 * controller's (deckhouse/virtualization), except the Warning Event on loss, which upstream does not have.
 */
record ImageRules(String kind) implements Rules {
    static final String LOST_MESSAGE = "The image data is no longer available and needs to be recreated.";
    static final String RECOVERED_MESSAGE = "The image reappeared in DVCR and was restored to Ready.";

    /** How far ahead of the writer's clock a prober's may be. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    @Override
    public boolean mayAct(ProbeResult result, ProbePolicy policy) {
        String phase = result.context().path("phase").asText();
        return isLoss(result)
                ? phase.equals(ImageFacts.READY) && result.consecutive() >= policy.confirmations()
                : isRecovery(result) && phase.equals(ImageFacts.IMAGE_LOST);
    }

    @Override
    public Decision decide(ImageState fresh, ProbeResult result, ProbePolicy policy, Instant now) {
        if (!isLoss(result) && !isRecovery(result)) {
            return new Decision.Nothing("the verdict says nothing of the image");
        }
        if (isLoss(result) && result.consecutive() < policy.confirmations()) {
            return new Decision.Nothing("absent " + result.consecutive() + " of " + policy.confirmations() + " times");
        }
        if (!fresh.uid().equals(result.uid())) {
            return new Decision.Stale("the object was created anew under its name");
        }
        ImageFacts facts = ImageFacts.ofJson(fresh.facts());
        PhaseChange change = isLoss(result) ? lost(result) : recovered(result);
        if (isWrittenBy(change, facts)) {
            return new Decision.Act(List.<Change>of(change));
        }
        if (fresh.suspended() || !facts.isEligible()) {
            return new Decision.Nothing("the object is not eligible: phase '" + facts.phase() + "'"
                    + (fresh.suspended() ? ", suspended" : ""));
        }
        if (!facts.registryURL().equals(result.target())) {
            return new Decision.Stale("the object points elsewhere by now");
        }
        if (facts.phase().equals(change.phase())) {
            return new Decision.Nothing("the phase is already " + facts.phase());
        }
        return isOutOfDate(result, facts, now)
                ? new Decision.Stale("the object changed at " + facts.readyTransitionTime()
                        + ", and the probe was not surely sent for what it says since")
                : new Decision.Act(List.<Change>of(change));
    }

    /**
     * Evidence counts for the transition that it was asked for and no other, which needs no clock; and it must be younger
     * than that transition and not from the future, which guards against a clock that is wrong.
     */
    private static boolean isOutOfDate(ProbeResult result, ImageFacts facts, Instant now) {
        Instant since = facts.readyTransitionTime();
        Instant startedAt = result.startedAt().truncatedTo(ChronoUnit.SECONDS);
        return !Objects.equals(since, Condition.time(result.context().path("readyTransitionTime")))
                || (since != null && !startedAt.isAfter(since))
                || result.startedAt().isAfter(now.plus(SKEW));
    }

    private static boolean isLoss(ProbeResult result) {
        return result.verdict() instanceof Verdict.Absent;
    }

    private static boolean isRecovery(ProbeResult result) {
        return result.verdict() instanceof Verdict.Present;
    }

    private static boolean isWrittenBy(PhaseChange change, ImageFacts facts) {
        return facts.phase().equals(change.phase())
                && change.condition().reason().equals(facts.readyReason())
                && change.condition().lastTransitionTime().equals(facts.readyTransitionTime());
    }

    private PhaseChange lost(ProbeResult result) {
        return change(
                result,
                "imageLost",
                ImageFacts.IMAGE_LOST,
                new Condition(ImageFacts.READY, "False", ImageFacts.IMAGE_LOST, LOST_MESSAGE, result.startedAt()),
                new EventNote("Warning", kind + "Lost", LOST_MESSAGE),
                AlertType.IMAGE_LOST);
    }

    private PhaseChange recovered(ProbeResult result) {
        return change(
                result,
                "imageRecovered",
                ImageFacts.READY,
                new Condition(ImageFacts.READY, "True", ImageFacts.READY, "", result.startedAt()),
                new EventNote("Normal", kind + "LostRecovered", RECOVERED_MESSAGE),
                AlertType.IMAGE_RECOVERED);
    }

    private PhaseChange change(
            ProbeResult result, String name, String phase, Condition condition, EventNote event, AlertType alert) {
        Instant at = result.startedAt().truncatedTo(ChronoUnit.SECONDS);
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        details.put("kind", kind)
                .put("namespace", result.key().namespace())
                .put("name", result.key().name())
                .put("uid", result.uid())
                .put("phase", phase)
                .put("target", result.target())
                .put("verdict", result.verdict().is())
                .put("transitionTime", at.toString())
                .put("message", event.message());
        return new PhaseChange(
                Hashes.hex(result.uid() + "|" + name + "|" + at, 20),
                name,
                phase,
                condition,
                event,
                new AlertNote(alert, details));
    }
}
