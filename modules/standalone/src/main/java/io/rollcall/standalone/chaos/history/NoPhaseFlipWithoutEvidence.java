package io.rollcall.standalone.chaos.history;

import io.rollcall.contract.transition.Transition;
import io.rollcall.standalone.chaos.history.History.Flip;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Not allowed: a phase that changes although no probe said so at the time that the condition bears since; a change of phase
 * that is recorded nowhere; a recorded one that never was; two of one image on the same evidence.
 */
final class NoPhaseFlipWithoutEvidence implements Guarantee {

    private static final Map<String, String> CHANGES =
            Map.of("imageLost", Evidence.LOST, "imageRecovered", Evidence.READY);

    /** An image that is to have a phase, since this second. */
    private record Claim(String uid, String phase, Instant second) {
        static Claim of(Evidence evidence) {
            return new Claim(evidence.uid(), evidence.says(), evidence.second());
        }

        static Claim of(Flip flip) {
            return new Claim(flip.uid(), flip.to(), flip.at());
        }

        static Claim of(Transition change) {
            return new Claim(
                    change.uid(),
                    CHANGES.get(change.change()),
                    change.evidence().startedAt().truncatedTo(ChronoUnit.SECONDS));
        }
    }

    @Override
    public List<String> violations(History history) {
        List<String> violations = new ArrayList<>();
        List<Flip> flips = history.flips();
        List<Transition> changes = history.changes();
        Set<Claim> proved = new HashSet<>();
        history.bus().evidence().forEach(it -> proved.add(Claim.of(it)));
        Map<Claim, Long> recorded = count(changes.stream().map(Claim::of).toList());
        Map<Claim, Long> seen = count(flips.stream().map(Claim::of).toList());
        for (Flip flip : flips) {
            if (!proved.contains(Claim.of(flip))) {
                violations.add(flip + " has no evidence");
            }
            long records = recorded.getOrDefault(Claim.of(flip), 0L);
            if (records != 1) {
                violations.add(flip + " is recorded as " + records + " changes");
            }
        }
        for (Transition change : changes) {
            long sights = seen.getOrDefault(Claim.of(change), 0L);
            if (sights != 1) {
                violations.add("%s %s was seen %d times".formatted(change.key(), change.change(), sights));
            }
        }
        return violations;
    }

    private static Map<Claim, Long> count(List<Claim> claims) {
        return claims.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
