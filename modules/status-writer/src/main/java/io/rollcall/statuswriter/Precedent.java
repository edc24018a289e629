package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.transition.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What was told of one change of one image while its verdict has been the same. As long as the verdict stands there is
 * nothing to write twice: every write after the first answers somebody who reversed the one before.
 *
 * @param writes when each was decided
 * @param told every outcome that was told
 */
record Precedent(SortedSet<Instant> writes, Set<Outcome> told) {
    /** Nothing was told. */
    static final Precedent NONE = new Precedent(new TreeSet<>(), Set.of());

    /** How soon a second reversal must follow the first to be a fight. */
    static final Duration WINDOW = Duration.ofMinutes(15);

    private static final int REVERSALS = 2;

    Precedent {
        requireNonNull(writes, "writes is null");
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
                || (writes.size() >= REVERSALS && !now.isAfter(writes.last().plus(WINDOW)));
    }
}
