package io.rollcall.statuswriter;

import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.runtime.config.RegistryConfig;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which policy judges a target's results: its registry's, else the default. Equal settings bear the version that results
 * made under them bear: the name is part of it, and all that come from the configuration are named alike.
 */
record Policies(Map<String, ProbePolicy> byRegistry) {
    Policies {
        byRegistry = Map.copyOf(byRegistry);
    }

    static Policies of(List<RegistryConfig> registries) {
        return new Policies(
                registries.stream().collect(Collectors.toMap(it -> it.host().toLowerCase(Locale.ROOT), it -> it.policy()
                        .toProbePolicy(ProbePolicy.DEFAULT.name()))));
    }

    /** By the host alone: what else a target holds is judged by whoever asks for it. */
    ProbePolicy of(String target) {
        int slash = target.indexOf('/');
        return slash < 0
                ? ProbePolicy.DEFAULT
                : byRegistry.getOrDefault(target.substring(0, slash).toLowerCase(Locale.ROOT), ProbePolicy.DEFAULT);
    }
}
