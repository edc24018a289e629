package io.rollcall.replay.explain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.image.Cadence;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.kind.ImageKinds;
import io.rollcall.contract.kind.Projection;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.contract.rules.Change;
import io.rollcall.contract.rules.Condition;
import io.rollcall.contract.rules.Decision;
import io.rollcall.contract.rules.Rules;
import io.rollcall.replay.incident.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One image in the world of the other policy: the same rules on the same answers, of which some would not have been asked
 * for. It begins as the image was when something was first amiss.
 */
final class Simulation {
    /** More absences of one image are not told apart. */
    private static final int MOST = 50;
    /** A look this much later than a wanted one is as good as that. */
    private static final long SOON = 1_000;

    private final Rules rules;
    private final ProbePolicy policy;
    private final OtherPolicy other;
    private final Map<Long, Episode> episodes = new LinkedHashMap<>();
    private final Map<String, Look> looks = new HashMap<>(2);
    private ImageState state;

    /** What was last asked and answered for one ask. */
    private static final class Look {
        Instant at;
        Trigger trigger;
        Instant since;
        int spared;
        /** When the next look would have been due that would have decided; 0 where none was needed. */
        long need;
    }

    Simulation(Rules rules, ProbePolicy policy, OtherPolicy other, ImageState state, long from) {
        this.rules = rules;
        this.policy = policy;
        this.other = other;
        this.state = state;
        if (isLost()) {
            Episode before = episode(from);
            before.wasLost = from;
            before.wouldLost = from;
        }
    }

    /** Somebody else changed the object: so it would have been here too. */
    void turn(ImageState next) {
        state = next;
    }

    void answered(ProbeResult result) {
        Look look = looks.computeIfAbsent(result.askId(), any -> new Look());
        if (!result.verdictSince().equals(look.since)) {
            look.since = result.verdictSince();
            look.spared = 0;
        }
        if (isSpared(look, result)) {
            look.spared++;
            return;
        }
        missed(look, result);
        take(look, result);
        look.at = result.probedAt();
        look.trigger = result.trigger();
    }

    /** Whether the other policy would not have asked. */
    private boolean isSpared(Look look, ProbeResult result) {
        if (look.at == null) {
            return false;
        }
        if (result.trigger() == Trigger.SWEEP
                && look.trigger != Trigger.SWEEP
                && other.freshness().isPresent()) {
            return result.startedAt().isBefore(look.at.plus(other.freshness().get()));
        }
        return result.trigger() == Trigger.RECHECK && result.startedAt().isBefore(recheck(look));
    }

    private Instant recheck(Look look) {
        if (!isLost() || (other.recheckMin().isEmpty() && other.recheckMax().isEmpty())) {
            return Instant.MIN;
        }
        Duration min = other.recheckMin().orElse(ImageKinds.RECHECK_MIN);
        Duration max = other.recheckMax().orElse(ImageKinds.RECHECK_MAX);
        Cadence.Progressive cadence = new Cadence.Progressive(lostSince(), min, max.compareTo(min) < 0 ? min : max);
        return look.at.plus(cadence.interval(look.at));
    }

    private Instant lostSince() {
        return Condition.time(state.facts().path("readyTransitionTime"));
    }

    /** A look was wanted, and the next that there was came too late to stand for it. */
    private void missed(Look look, ProbeResult result) {
        if (look.need > 0
                && !(result.verdict() instanceof Verdict.Absent)
                && result.startedAt().toEpochMilli() > look.need + SOON) {
            unknown(
                    look,
                    "a look at %s would have decided; the next that there was, at %s, found it %s"
                            .formatted(
                                    Words.clock(look.need),
                                    Words.clock(result.startedAt()),
                                    Bands.name(result.verdict())));
        }
        look.need = 0;
    }

    private void unknown(Look look, String why) {
        episodes.values().stream()
                .filter(it -> !it.ended)
                .reduce((earlier, later) -> later)
                .ifPresent(it -> {
                    it.unknown = why;
                    it.unknownAt = look.at.toEpochMilli();
                });
    }

    private void take(Look look, ProbeResult result) {
        if (result.verdict() instanceof Verdict.Absent) {
            int inARow = Math.max(1, result.consecutive() - look.spared);
            Episode episode = episode(result.verdictSince().toEpochMilli());
            if (!isLost() && decide(result, inARow)) {
                episode.wouldLost = result.probedAt().toEpochMilli();
            } else if (!isLost() && inARow < policy.confirmations()) {
                look.need = result.probedAt().plus(policy.confirmationDelay()).toEpochMilli();
            }
        } else if (result.verdict() instanceof Verdict.Present) {
            if (isLost() && decide(result, result.consecutive())) {
                last(it -> it.wouldLost > 0 && it.wouldRecovered == 0)
                        .ifPresent(it -> it.wouldRecovered = result.probedAt().toEpochMilli());
            }
            episodes.values().forEach(it -> it.ended = true);
        }
    }

    /** What happened in truth. */
    void wasLost(ProbeResult evidence) {
        episode(evidence.verdictSince().toEpochMilli()).wasLost =
                evidence.probedAt().toEpochMilli();
    }

    void wasRecovered(ProbeResult evidence) {
        last(it -> it.wasLost > 0 && it.wasRecovered == 0)
                .ifPresent(it -> it.wasRecovered = evidence.probedAt().toEpochMilli());
    }

    private Optional<Episode> last(Predicate<Episode> which) {
        return episodes.values().stream().filter(which).reduce((earlier, later) -> later);
    }

    /** Has the rules decide on the answer as it would have been asked for here; takes what they change. */
    private boolean decide(ProbeResult result, int inARow) {
        ProbeResult here = asked(result, inARow);
        if (!rules.mayAct(here, policy)
                || !(rules.decide(state, here, policy, result.probedAt()) instanceof Decision.Act act)
                || !(act.changes().get(0) instanceof Change.PhaseChange change)) {
            return false;
        }
        state = Projection.after(state, change, null);
        return true;
    }

    private ProbeResult asked(ProbeResult result, int inARow) {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        if (result.context() instanceof ObjectNode asAsked) {
            context.setAll(asAsked);
        }
        context.set("phase", state.facts().path("phase"));
        if (state.facts().hasNonNull("readyTransitionTime")) {
            context.set("readyTransitionTime", state.facts().path("readyTransitionTime"));
        } else {
            context.remove("readyTransitionTime");
        }
        return new ProbeResult(
                result.schemaVersion(),
                result.cluster(),
                result.key(),
                result.uid(),
                result.resourceVersion(),
                result.target(),
                result.askId(),
                result.purpose(),
                context,
                result.verdict(),
                result.evidence(),
                inARow,
                result.verdictSince(),
                result.trigger(),
                result.attempt(),
                result.dueAt(),
                result.startedAt(),
                result.probedAt(),
                result.policyVersion(),
                result.breaker());
    }

    private Episode episode(long since) {
        Episode known = episodes.get(since);
        if (known == null && episodes.size() >= MOST) {
            return new Episode(since);
        }
        return episodes.computeIfAbsent(since, Episode::new);
    }

    private boolean isLost() {
        return Phases.of(state) == Phase.IMAGE_LOST;
    }

    /** All absences; a look that was still wanted when the window ended is a question too. */
    List<Episode> finish(Instant end) {
        for (Look look : looks.values()) {
            if (look.need > 0 && look.need < end.toEpochMilli()) {
                unknown(
                        look,
                        "a look at %s would have decided; none was sent before the window ends"
                                .formatted(Words.clock(look.need)));
            }
        }
        return List.copyOf(episodes.values());
    }
}
