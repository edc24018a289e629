package io.rollcall.standalone.doctor;

import io.rollcall.runtime.config.PolicyConfig;
import io.rollcall.runtime.config.RegistryConfig;
import java.time.Duration;

/** A registry that is asked while a person waits. */
final class Hasty {

    private static final Duration LONGEST = Duration.ofSeconds(8);

    private Hasty() {}

    /** The same, with no timeout above eight seconds. */
    static RegistryConfig of(RegistryConfig registry) {
        PolicyConfig policy = registry.policy();
        return new RegistryConfig(
                registry.host(),
                registry.dockerConfig(),
                registry.ca(),
                registry.connectTo(),
                registry.tokenHosts(),
                registry.plainHttp(),
                new PolicyConfig(
                        policy.inFlight(),
                        policy.rate(),
                        policy.burst(),
                        shorter(policy.connectTimeout()),
                        shorter(policy.responseTimeout()),
                        shorter(policy.totalTimeout()),
                        policy.backoffInitial(),
                        policy.backoffMax(),
                        policy.confirmations(),
                        policy.confirmationDelay(),
                        policy.freshness(),
                        policy.minDelay()),
                registry.unavailableAfter());
    }

    private static Duration shorter(Duration timeout) {
        return timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST;
    }
}
