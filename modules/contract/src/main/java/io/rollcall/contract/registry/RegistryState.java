package io.rollcall.contract.registry;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.probe.BreakerState;
import java.time.Instant;
import java.util.Map;

/**
 * A registry seen over all probers: the value on {@code rollcall.registries}, keyed by {@link #registry()}.
 *
 * @param bound images that ask about targets in it
 * @param absent those of them whose last verdict is absent
 * @param breakers by prober instance
 * @param incident counts the incidents; one more at each onset
 * @param asOf when these numbers were true
 * @param confirmedBy the operator who confirmed a mass loss of this incident; null if none did
 */
public record RegistryState(
        int schemaVersion,
        String cluster,
        String registry,
        long bound,
        long absent,
        Map<String, BreakerState> breakers,
        long incident,
        Instant asOf,
        String confirmedBy) {
    /** The version that this code writes. */
    public static final int SCHEMA_VERSION = 1;

    public RegistryState {
        requireNonNull(cluster, "cluster is null");
        requireNonNull(registry, "registry is null");
        requireNonNull(asOf, "asOf is null");
        breakers = breakers == null ? Map.of() : Map.copyOf(breakers);
        if (bound < 0 || absent < 0 || absent > bound) {
            throw new IllegalArgumentException("absent " + absent + " of bound " + bound + " cannot be");
        }
    }
}
