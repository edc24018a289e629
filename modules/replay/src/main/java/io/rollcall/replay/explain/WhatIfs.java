package io.rollcall.replay.explain;

import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.contract.rules.Rules;
import io.rollcall.contract.transition.Transition;
import io.rollcall.replay.incident.Phase;
import io.rollcall.replay.incident.WhatIf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What would have happened under another policy, image by image. */
final class WhatIfs {
    private static final int MOST = 10_000;

    private final Question question;
    private final OtherPolicy other;
    private final Map<String, Rules> rules;
    private final Policies policies;

    WhatIfs(Question question, OtherPolicy other, Map<String, Rules> rules, Policies policies) {
        this.question = question;
        this.other = other;
        this.rules = rules;
        this.policies = policies;
    }

    void answered(Track track, ProbeResult result) {
        if (track.simulation == null && !begins(track, result)) {
            return;
        }
        track.simulation.answered(result);
    }

    /** Only absences lose, so nothing is different before the first. */
    private boolean begins(Track track, ProbeResult result) {
        Rules its = rules.get(track.key.kind());
        boolean amiss = result.verdict() instanceof Verdict.Absent
                || (track.state != null && Phases.of(track.state) == Phase.IMAGE_LOST);
        if (!amiss || its == null || track.state == null) {
            return false;
        }
        track.simulation = simulation(its, track.state, result.policyVersion());
        return true;
    }

    private Simulation simulation(Rules its, ImageState state, String version) {
        ProbePolicy base = policies.of(version).orElse(ProbePolicy.DEFAULT);
        ProbePolicy policy = base.confirming(
                other.confirmations().orElse(base.confirmations()),
                other.confirmationDelay().orElse(base.confirmationDelay()));
        return new Simulation(its, policy, other, state, question.from().toEpochMilli());
    }

    void lost(Track track, Transition transition) {
        if (track.simulation != null) {
            track.simulation.wasLost(transition.evidence());
        }
    }

    void recovered(Track track, Transition transition) {
        if (track.simulation != null) {
            track.simulation.wasRecovered(transition.evidence());
        }
    }

    WhatIf whatIf(Collection<Track> tracks) {
        List<WhatIf.Changed> changed = new ArrayList<>();
        List<WhatIf.Unknown> unknown = new ArrayList<>();
        long from = question.from().toEpochMilli();
        long to = question.to().toEpochMilli();
        double saved = 0;
        double added = 0;
        long spared = 0;
        long losses = 0;
        for (Track track : tracks) {
            if (track.simulation == null) {
                continue;
            }
            String image = track.key.toString();
            for (Episode episode : track.simulation.finish(question.to())) {
                losses += episode.wasLost > 0 ? 1 : 0;
                if (episode.isUnknown()) {
                    unknown.add(new WhatIf.Unknown(image, Instant.ofEpochMilli(episode.unknownAt), episode.unknown));
                } else if (episode.differs()) {
                    double minutes = episode.saved(from, to);
                    saved += Math.max(0, minutes);
                    added += Math.max(0, -minutes);
                    spared += episode.wasLost > 0 && episode.wouldLost == 0 ? 1 : 0;
                    changed.add(episode.changed(image, from, to));
                }
            }
        }
        changed.sort(Comparator.comparing(WhatIf.Changed::at).thenComparing(WhatIf.Changed::image));
        unknown.sort(Comparator.comparing(WhatIf.Unknown::at).thenComparing(WhatIf.Unknown::image));
        return new WhatIf(
                other.inWords(),
                sentence(losses, spared, changed.size(), saved, added, unknown.size()),
                changed.subList(0, Math.min(MOST, changed.size())),
                rounded(saved),
                rounded(added),
                unknown.subList(0, Math.min(MOST, unknown.size())));
    }

    private static double rounded(double minutes) {
        return Math.round(minutes * 1_000) / 1_000.0;
    }

    private String sentence(long losses, long spared, long changed, double saved, double added, long unknown) {
        String what = changed == 0
                ? "nothing that the record can tell would have been otherwise"
                : "%s would have been told otherwise, %s of %s would not have been"
                        .formatted(
                                Words.count(changed, "absence"),
                                Words.number(spared),
                                losses == 1 ? "1 loss" : Words.number(losses) + " losses");
        return "With %s: %s; %s minutes of wrong status saved, %s added%s.%s"
                .formatted(
                        other.inWords(),
                        what,
                        Words.minutes(saved),
                        Words.minutes(added),
                        unknown == 0
                                ? ""
                                : "; of %s nobody can tell, for it would have needed a look that was never sent"
                                        .formatted(Words.number(unknown)),
                        other.freshness().isEmpty()
                                ? ""
                                : " Sweeps that a shorter freshness would have sent besides are not on record.");
    }
}
