package io.rollcall.standalone.faults;

import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.contract.transition.Transition;
import io.rollcall.standalone.faults.History.Flip;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Not allowed: a phase that changes although no probe said so at the time that the condition bears since; a change of phase
 * that is recorded nowhere; a recorded one that never was; two of one image on the same evidence.
 */
final class NoPhaseFlipWithoutEvidence implements Guarantee {

    @Override
    public List<String> violations(History history) {
        List<String> violations = new ArrayList<>();
        for (Flip flip : history.flips()) {
            if (history.results().stream().noneMatch(it -> isEvidence(it, flip))) {
                violations.add(flip + " has no evidence");
            }
            long recorded =
                    history.changes().stream().filter(it -> isRecord(it, flip)).count();
            if (recorded != 1) {
                violations.add(flip + " is recorded as " + recorded + " changes");
            }
        }
        for (Transition change : history.changes()) {
            long seen =
                    history.flips().stream().filter(it -> isRecord(change, it)).count();
            if (seen != 1) {
                violations.add("%s %s was seen %d times".formatted(change.key(), change.change(), seen));
            }
        }
        return violations;
    }

    private static boolean isEvidence(ProbeResult result, Flip flip) {
        boolean says = flip.to().equals("ImageLost")
                ? result.verdict() instanceof Verdict.Absent
                : result.verdict() instanceof Verdict.Present;
        return says
                && result.uid().equals(flip.uid())
                && second(result.startedAt()).equals(flip.at());
    }

    private static boolean isRecord(Transition change, Flip flip) {
        return change.uid().equals(flip.uid())
                && change.change().equals(flip.to().equals("ImageLost") ? "imageLost" : "imageRecovered")
                && second(change.evidence().startedAt()).equals(flip.at());
    }

    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
