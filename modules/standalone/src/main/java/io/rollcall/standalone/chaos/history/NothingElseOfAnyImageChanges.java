package io.rollcall.standalone.chaos.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Not allowed: a version of an image that differs from its first in anything but phase and Ready condition; a phase that is
 * neither Ready nor ImageLost; a Ready condition that says something else than the phase.
 */
final class NothingElseOfAnyImageChanges implements Guarantee {

    private static final Map<String, String> CONDITIONS = Map.of(
            Evidence.READY, "True Ready",
            Evidence.LOST, "False ImageLost The image data is no longer available and needs to be recreated.");

    @Override
    public List<String> violations(History history) {
        List<String> violations = new ArrayList<>();
        for (List<Sight> one : history.byImage()) {
            String first = one.get(0).rest();
            for (Sight sight : one) {
                if (!sight.rest().equals(first)) {
                    violations.add("%s was changed in version %d: from %s to %s"
                            .formatted(sight.name(), sight.version(), first, sight.rest()));
                }
                if (!sight.ready().equals(CONDITIONS.get(sight.phase()))) {
                    violations.add("%s is %s in version %d, and its Ready condition says: %s"
                            .formatted(sight.name(), sight.phase(), sight.version(), sight.ready()));
                }
            }
        }
        return violations;
    }
}
