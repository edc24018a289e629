package io.rollcall.replay.explain;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.rules.Decision;
import io.rollcall.contract.rules.Rules;
import io.rollcall.contract.transition.Outcome;
import io.rollcall.contract.transition.Transition;
import io.rollcall.replay.incident.Audit;
import io.rollcall.replay.incident.Difference;
import io.rollcall.replay.record.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides again, by the very rules of the status-writer, on what each decision says that it went by; and looks for decisions
 * that should have been told and were not.
 */
final class Auditor {
    /** A decision may take this long: only what is older can be missing. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int MOST = 1_000;

    private final Question question;
    private final Map<String, Rules> rules;
    private final Policies policies;
    private final List<Difference> differences = new ArrayList<>();
    private long decisions;
    private long differing;
    private long unjudged;
    private long open;

    Auditor(Question question, Map<String, Rules> rules, Policies policies) {
        this.question = question;
        this.rules = rules;
        this.policies = policies;
    }

    /** What began before the window was decided before it. */
    void answered(Track track, Place place, ProbeResult result) {
        Rules its = rules.get(result.key().kind());
        if (its == null || result.verdictSince().isBefore(question.from())) {
            return;
        }
        Optional<ProbePolicy> policy = policies.of(result.policyVersion());
        if (policy.isPresent() && its.mayAct(result, policy.get())) {
            track.pending.expect(place, result, track.state);
        }
    }

    /** @return the re-made decision, where it could be made */
    Optional<Decision> decided(Track track, Transition transition) {
        Pending.Expected expected = track.pending.told(transition.evidence());
        decisions++;
        if (expected != null
                && isCause(expected.place(), transition)
                && !expected.result().equals(transition.evidence())) {
            differ(
                    transition,
                    "the evidence is not what stands at " + expected.place(),
                    "on the bus: " + Words.answer(expected.result()) + "; in the decision: "
                            + Words.answer(transition.evidence()));
            return Optional.empty();
        }
        if (!isJudged(transition.outcome())) {
            return Optional.empty();
        }
        Rules its = rules.get(transition.key().kind());
        Optional<ProbePolicy> policy = policies.of(transition.policyVersion());
        if (its == null || policy.isEmpty() || transition.state() == null) {
            unjudged++;
            return Optional.empty();
        }
        Decision decision = its.mayAct(transition.evidence(), policy.get())
                ? its.decide(state(transition), transition.evidence(), policy.get(), transition.decidedAt())
                : new Decision.Nothing("the result is not worth a look");
        if (!agrees(transition, decision)) {
            if (transition.outcome() == Outcome.STALE && transition.stateUid() == null) {
                unjudged++; // an older version does not say whether the object was created anew
            } else {
                differ(transition, inWords(decision), inputs(transition, policy.get()));
            }
        }
        return Optional.of(decision);
    }

    private static boolean isCause(Place place, Transition transition) {
        return transition.cause().partition() == place.partition()
                && transition.cause().offset() == place.offset();
    }

    /** The others follow from the API server alone: it was gone, or could not be written in time. */
    private static boolean isJudged(Outcome outcome) {
        return switch (outcome) {
            case WRITTEN, OBSERVED, CONTESTED, REFUSED, HELD, STALE -> true;
            case CONFLICTED, MOOT, UNRECOGNISED -> false;
        };
    }

    private static boolean agrees(Transition transition, Decision decision) {
        if (transition.outcome() == Outcome.STALE) {
            return decision instanceof Decision.Stale;
        }
        return decision instanceof Decision.Act act
                && act.changes().stream()
                        .anyMatch(it ->
                                it.name().equals(transition.change()) && it.id().equals(transition.id()));
    }

    private static ImageState state(Transition transition) {
        return new ImageState(
                ImageState.SCHEMA_VERSION,
                transition.cluster(),
                transition.key(),
                transition.stateUid() == null ? transition.uid() : transition.stateUid(),
                transition.stateVersion() == null ? "" : transition.stateVersion(),
                0,
                false,
                null,
                List.of(),
                transition.state());
    }

    private void differ(Transition transition, String decided, String inputs) {
        add(new Difference(
                transition.key().toString(),
                transition.decidedAt(),
                transition.outcome() + " " + transition.change()
                        + (transition.why() == null ? "" : ": " + transition.why()),
                decided,
                inputs));
    }

    private void add(Difference difference) {
        differing++;
        if (differences.size() < MOST) {
            differences.add(difference);
        }
    }

    private static String inWords(Decision decision) {
        if (decision instanceof Decision.Nothing nothing) {
            return "nothing: " + nothing.why();
        } else if (decision instanceof Decision.Stale stale) {
            return "stale: " + stale.why();
        }
        return "act: "
                + ((Decision.Act) decision)
                        .changes().stream()
                                .map(it -> it.name() + " " + it.id())
                                .reduce((a, b) -> a + ", " + b)
                                .orElse("");
    }

    private static String inputs(Transition transition, ProbePolicy policy) {
        return "result %s; asked for %s; object read: %s at version %s; policy %s, %d in a row"
                .formatted(
                        Words.answer(transition.evidence()),
                        transition.evidence().context(),
                        transition.state(),
                        transition.stateVersion(),
                        transition.policyVersion(),
                        policy.confirmations());
    }

    /** Judges what an image still waits for when all is read. */
    void finish(Track track) {
        for (Pending.Expected it : track.pending.all()) {
            if (it.state() == null || track.state == null) {
                continue;
            }
            ProbePolicy policy = policies.of(it.result().policyVersion()).orElseThrow();
            Instant at = it.result().probedAt();
            if (!isDue(it, it.state(), policy) || !isDue(it, track.state, policy)) {
                continue;
            }
            if (at.plus(PATIENCE).isAfter(question.to())) {
                open++;
            } else {
                missing(track.key, it, policy);
            }
        }
    }

    private boolean isDue(Pending.Expected expected, ImageState state, ProbePolicy policy) {
        ProbeResult result = expected.result();
        return rules.get(result.key().kind()).decide(state, result, policy, result.probedAt()) instanceof Decision.Act;
    }

    private void missing(ImageKey key, Pending.Expected expected, ProbePolicy policy) {
        decisions++;
        add(new Difference(
                key.toString(),
                expected.result().probedAt(),
                "nothing was told",
                "act, on the result at " + expected.place(),
                "result %s; asked for %s; object as last seen: %s; policy %s, %d in a row"
                        .formatted(
                                Words.answer(expected.result()),
                                expected.result().context(),
                                expected.state().facts(),
                                expected.result().policyVersion(),
                                policy.confirmations())));
    }

    Audit audit() {
        StringBuilder sentence = new StringBuilder();
        if (decisions == 0) {
            sentence.append("No decision stands in the window.");
        } else if (differing == 0) {
            sentence.append(
                            decisions == 1
                                    ? "The one decision comes"
                                    : "All " + Words.number(decisions) + " decisions come")
                    .append(" out the same when made again by the rules.");
        } else {
            sentence.append("%s of %s out otherwise when made again."
                    .formatted(
                            Words.number(differing),
                            Words.count(decisions, "decision") + (differing == 1 ? " comes" : " come")));
        }
        if (unjudged > 0) {
            sentence.append(" ")
                    .append(Words.count(unjudged, "decision"))
                    .append(" could not be made again: the record does not say all that it went by.");
        }
        if (open > 0) {
            sentence.append(" ").append(Words.count(open, "decision")).append(" may still have been to come.");
        }
        return new Audit(decisions, decisions - differing, differences, sentence.toString());
    }
}
