package io.rollcall.statuswriter;

import java.util.Optional;

/** Knows which registries are in a mass loss. Safe for use by several threads. */
@FunctionalInterface
interface Incidents {
    /** @return the id of the alert that tells of the mass loss in the target's registry; empty if there is none, or none is known */
    Optional<String> of(String target);
}
