package io.rollcall.replay.explain;

import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.transition.Transition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many absences in a row each policy asks for, as far as the record says: results name their policy's version, decisions
 * also what it asks for.
 */
final class Policies {
    private static final ProbePolicy DEFAULT = ProbePolicy.DEFAULT;

    private final Map<String, ProbePolicy> byVersion = new HashMap<>();

    Policies(Map<String, ProbePolicy> known) {
        byVersion.put(DEFAULT.version(), DEFAULT);
        byVersion.putAll(known);
    }

    void learn(Transition transition) {
        if (transition.confirmations() != null) {
            byVersion.computeIfAbsent(
                    transition.policyVersion(),
                    any -> DEFAULT.confirming(transition.confirmations(), DEFAULT.confirmationDelay()));
        }
    }

    /** The policy of a decision, as far as rules look at it; empty where the record does not say. */
    Optional<ProbePolicy> of(String version) {
        return Optional.ofNullable(byVersion.get(version));
    }
}
