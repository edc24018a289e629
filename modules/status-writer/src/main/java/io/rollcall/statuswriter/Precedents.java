package io.rollcall.statuswriter;

import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.rules.Change;
import java.util.Optional;

/** Knows what was told of an image before, by whatever process. Safe for use by several threads. */
@FunctionalInterface
interface Precedents {
    /** @return what was told of this change while the verdict has been what it is; empty where that cannot be read now */
    Optional<Precedent> of(ProbeResult result, Change change);
}
