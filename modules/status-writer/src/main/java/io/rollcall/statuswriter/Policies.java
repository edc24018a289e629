package io.rollcall.statuswriter;

import io.rollcall.contract.image.ReferenceParser;
import io.rollcall.contract.image.ReferenceParser.Parsed;
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

    ProbePolicy of(String target) {
        return ReferenceParser.parse(target) instanceof Parsed.Valid valid
                ? byRegistry.getOrDefault(valid.reference().registry(), ProbePolicy.DEFAULT)
                : ProbePolicy.DEFAULT;
    }
}
