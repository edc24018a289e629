package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.image.Ask;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.prober.registry.RegistryClient;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The registries that may be asked, each with its policy, its client and its gate: the allow-list. Shared by all tasks of
 * the process. Thread-safe once all are added. The clients stay the caller's to close.
 */
public final class Registries {
    /** Stands for every host that is not in the list, so that nobody can make up names of metrics. */
    static final String OTHER = "other";

    private final Clock clock;
    private final BreakerSettings breakers;
    private final Map<String, RegistryGate> gates = new LinkedHashMap<>();

    /** None yet. */
    public Registries(BreakerSettings breakers, Clock clock) {
        this.breakers = requireNonNull(breakers, "breakers is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * @param host {@code host[:port]} as image references name it
     * @return this
     */
    public Registries add(String host, ProbePolicy policy, RegistryClient client) {
        String name = host.toLowerCase(Locale.ROOT);
        gates.put(name, new RegistryGate(name, policy, client, breakers, clock));
        return this;
    }

    /** The registry is asked under this policy from now on; nothing where it is not in the list. */
    public void adopt(String host, ProbePolicy policy) {
        RegistryGate gate = gates.get(host.toLowerCase(Locale.ROOT));
        if (gate != null) {
            gate.adopt(policy);
        }
    }

    /** @return of each registry whose sweeps do not keep up: its host, and what would help, in words */
    public Map<String, String> lateSweeps(LiveTasks tasks, Instant now) {
        Map<String, String> late = new TreeMap<>();
        gates.forEach((host, gate) ->
                gate.lateSweeps().trouble(tasks.earliest(host), now).ifPresent(words -> late.put(host, words)));
        return late;
    }

    /** @return empty where the target must not be sent: no reference, a host or credentials outside the configured ones */
    Optional<RegistryGate> of(TargetKey target) {
        return target.credentialsRef().equals(Ask.DEFAULT)
                ? target.image().map(image -> gates.get(image.registry()))
                : Optional.empty();
    }

    /** @return {@link #OTHER} where it must not be sent */
    String nameOf(TargetKey target) {
        return of(target).map(RegistryGate::host).orElse(OTHER);
    }

    ProbePolicy policyOf(TargetKey target) {
        return of(target).map(RegistryGate::policy).orElse(ProbePolicy.DEFAULT);
    }

    Collection<RegistryGate> gates() {
        return gates.values();
    }
}
