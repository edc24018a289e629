package io.rollcall.prober.schedule;

import java.time.Instant;

/** A promise about a whole run: it observes every probe, and then asserts. Must be thread-safe. */
public interface ProbingGuarantee {
    /** A probe of this target reached the registry. */
    default void onSent(String target, Instant at) {}

    /** The registry answered it. */
    default void onAnswered(String target, Instant at) {}

    /** Fails if what was observed is not allowed. */
    void doAssert();
}
