package io.rollcall.statuswriter;

import io.rollcall.contract.transition.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * What was told of one change of one image while its verdict has been the same. As long as the verdict stands there is
 * nothing to write twice: every write after the first answers somebody who reversed the one before.
 *
 * @param writes when each was decided, by the change's id
 * @param told every outcome that was told
 */
record Precedent(Map<String, Instant> writes, Set<Outcome> told) {
    /** Nothing was told. */
    static final Precedent NONE = new Precedent(Map.of(), Set.of());

    /** How soon a second reversal must follow the first to be a fight. */
    static final Duration WINDOW = Duration.ofMinutes(15);

    private static final int REVERSALS = 2;

    Precedent {
        writes = Map.copyOf(writes);
        told = Set.copyOf(told);
    }

    /**
     * Whether another writer keeps reversing it; that lasts as long as the verdict.
     *
     * @param now when the object was seen without the change: the last write was reversed, the one before it when the last
     *     was decided
     */
    boolean isContested(Instant now) {
        return told.contains(Outcome.CONTESTED)
                || (writes.size() >= REVERSALS
                        && !now.isAfter(Collections.max(writes.values()).plus(WINDOW)));
    }
}
