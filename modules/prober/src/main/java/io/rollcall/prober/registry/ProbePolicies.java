package io.rollcall.prober.registry;

import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.runtime.config.PolicyConfig;

/** From a registry's configured policy to the one that probes are made under. */
public final class ProbePolicies {
    private ProbePolicies() {}

    /** @return named {@code default}; its version tells one content from another */
    public static ProbePolicy of(PolicyConfig config) {
        return new ProbePolicy(
                ProbePolicy.DEFAULT.name(),
                config.inFlight(),
                config.minDelay(),
                config.rate().perSecond(),
                config.burst(),
                config.backoffInitial(),
                config.backoffMax(),
                config.confirmations(),
                config.confirmationDelay(),
                config.freshness(),
                config.connectTimeout(),
                config.responseTimeout(),
                config.totalTimeout());
    }
}
