package io.rollcall.contract.registry;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.alert.AlertType;
import io.rollcall.contract.policy.Hashes;
import io.rollcall.contract.probe.BreakerState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * A registry seen over all probers: the value on {@code rollcall.registries}, keyed by {@link #registry()}.
 *
 * @param bound images that ask about targets in it
 * @param absent those of them whose last verdict is absent
 * @param breakers by prober instance
 * @param incident counts the times that it could not be asked; one more at each onset
 * @param asOf when these numbers were true
 * @param confirmedBy the operator who confirmed a mass loss of this incident; null if none did
 * @param waiting targets that are due and cannot be asked about yet; null of a version that does not count them
 * @param unavailableSince since when it cannot be asked; null if it can. It names the incident: at each onset another time
 * @param massLossSince since when more of its images are absent than a deletion explains; null if they are not. It names
 *     the mass loss: at each onset another time, the same over all restarts
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
        String confirmedBy,
        Long waiting,
        Instant unavailableSince,
        Instant massLossSince) {
    /** The version that this code writes. */
    public static final int SCHEMA_VERSION = 1;

    private static final int ID_LENGTH = 20;

    public RegistryState {
        requireNonNull(cluster, "cluster is null");
        requireNonNull(registry, "registry is null");
        asOf = requireNonNull(asOf, "asOf is null").truncatedTo(ChronoUnit.MILLIS);
        unavailableSince = unavailableSince == null ? null : unavailableSince.truncatedTo(ChronoUnit.MILLIS);
        massLossSince = massLossSince == null ? null : massLossSince.truncatedTo(ChronoUnit.MILLIS);
        breakers = breakers == null ? Map.of() : Map.copyOf(breakers);
        if (bound < 0 || absent < 0 || absent > bound) {
            throw new IllegalArgumentException("absent " + absent + " of bound " + bound + " cannot be");
        }
    }

    /** @return the id of the alert that tells of the mass loss it is in, over all restarts and replays; empty if it is in none */
    public Optional<String> massLoss() {
        return Optional.ofNullable(massLossSince)
                .map(since -> Hashes.hex(
                        String.join("|", registry, AlertType.REGISTRY_MASSLOSS.name(), since.toString()), ID_LENGTH));
    }
}
