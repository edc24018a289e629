package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.runtime.config.ConfigWatch;
import io.rollcall.runtime.config.RollcallConfig;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which policy judges a target's results: its registry's, else the default. Equal settings bear the version that results
 * made under them bear: the name is part of it, and all that come from the configuration are named alike. Follows the
 * configuration's file. Not safe for use by several threads.
 */
final class Policies {
    private final ConfigWatch watch;
    private Map<String, ProbePolicy> byRegistry;

    Policies(RollcallConfig first, ConfigWatch watch) {
        this.watch = requireNonNull(watch, "watch is null");
        take(first);
    }

    /** Takes what the file has become. Costs next to nothing where that was looked at a moment ago. */
    void look() {
        watch.look().ifPresent(this::take);
    }

    /** By the host alone: what else a target holds is judged by whoever asks for it. */
    ProbePolicy of(String target) {
        int slash = target.indexOf('/');
        return slash < 0
                ? ProbePolicy.DEFAULT
                : byRegistry.getOrDefault(target.substring(0, slash).toLowerCase(Locale.ROOT), ProbePolicy.DEFAULT);
    }

    private void take(RollcallConfig config) {
        byRegistry = config.registries().stream()
                .collect(Collectors.toMap(it -> it.host().toLowerCase(Locale.ROOT), it -> it.policy()
                        .toProbePolicy(ProbePolicy.DEFAULT.name())));
    }
}
