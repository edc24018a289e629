package io.rollcall.replay.explain;

import io.rollcall.contract.kind.Projection;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.rules.Change;
import io.rollcall.contract.rules.Decision;
import io.rollcall.contract.transition.Outcome;
import io.rollcall.contract.transition.Transition;
import io.rollcall.replay.incident.StoryLine.What;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What a decision does to the world: it is audited, told, and its change takes effect. */
final class Deciding {
    private static final String LOST = "imageLost";
    private static final String RECOVERED = "imageRecovered";

    private final World world;
    private final Policies policies;
    private final Auditor auditor;
    private final Optional<WhatIfs> whatIfs;
    private final Deletions deletions;
    private final Totals totals;

    Deciding(
            World world,
            Policies policies,
            Auditor auditor,
            Optional<WhatIfs> whatIfs,
            Deletions deletions,
            Totals totals) {
        this.world = world;
        this.policies = policies;
        this.auditor = auditor;
        this.whatIfs = whatIfs;
        this.deletions = deletions;
        this.totals = totals;
    }

    void decided(Transition transition) {
        policies.learn(transition);
        totals.cluster(transition.cluster());
        Track track = world.image(transition.key());
        world.target(track, transition.evidence().target());
        if (!world.isChosen(track)) {
            return;
        }
        Optional<Decision> again = auditor.decided(track, transition);
        tell(track, transition);
        boolean takesEffect = transition.outcome() == Outcome.WRITTEN;
        boolean wouldHave = transition.outcome() == Outcome.OBSERVED;
        if (!takesEffect && !wouldHave) {
            return;
        }
        totals.observed += wouldHave ? 1 : 0;
        incident(track, transition);
        if (takesEffect) {
            change(again).ifPresent(change -> write(track, transition, change));
        }
    }

    private void incident(Track track, Transition transition) {
        ProbeResult evidence = transition.evidence();
        if (transition.change().equals(LOST)) {
            Incidents.lost(
                    track,
                    evidence,
                    deletions
                            .explains(
                                    evidence.target(),
                                    track.presentAt,
                                    evidence.probedAt().toEpochMilli())
                            .orElse(null));
            whatIfs.ifPresent(it -> it.lost(track, transition));
        } else if (transition.change().equals(RECOVERED)) {
            Incidents.recovered(track, evidence);
            whatIfs.ifPresent(it -> it.recovered(track, transition));
        }
    }

    private static Optional<Change.PhaseChange> change(Optional<Decision> decision) {
        return decision.filter(Decision.Act.class::isInstance)
                .map(it -> ((Decision.Act) it).changes().get(0))
                .filter(Change.PhaseChange.class::isInstance)
                .map(Change.PhaseChange.class::cast);
    }

    private void write(Track track, Transition transition, Change.PhaseChange change) {
        if (track.state != null) {
            track.state = Projection.after(track.state, change, transition.writtenVersion());
        }
        world.turn(track, transition.decidedAt().toEpochMilli(), Phases.of(change.phase()));
        if (change.event() != null) {
            track.story()
                    .add(
                            transition.decidedAt(),
                            What.EVENT,
                            "Event " + change.event().type() + " "
                                    + change.event().reason() + " belongs to it (Events are not on the bus)");
        }
    }

    private static void tell(Track track, Transition transition) {
        What what =
                switch (transition.outcome()) {
                    case WRITTEN -> What.WRITTEN;
                    case OBSERVED -> What.OBSERVED;
                    default -> What.DECISION;
                };
        Duration took = Duration.between(transition.evidence().probedAt(), transition.decidedAt());
        String of = transition.confirmations() == null ? "" : " of " + transition.confirmations();
        String decided =
                switch (transition.change()) {
                    case LOST -> transition.evidence().consecutive() + of + " in a row: lost";
                    case RECOVERED -> "recovered";
                    default -> transition.outcome().name().toLowerCase(Locale.ROOT);
                };
        String done =
                switch (transition.outcome()) {
                    case WRITTEN ->
                        transition.writtenVersion() == null
                                ? ", already written by an earlier delivery"
                                : ", written as version " + transition.writtenVersion();
                    case OBSERVED -> ", not written: the mode is observe";
                    default -> transition.why() == null ? "" : ", not written: " + transition.why();
                };
        track.story()
                .add(
                        transition.decidedAt(),
                        what,
                        decided + done + (took.isNegative() ? "" : ", " + Words.time(took) + " after the answer"));
    }
}
