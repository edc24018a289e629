package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/** A candidate on its way to being settled, one pass after the other. For one thread at a time. */
interface Attempt {
    /** @return empty once it is settled; else when another pass is worth its while */
    Optional<Again> pass();

    /** What it came to; only once it is settled. */
    Settlement settlement();

    /**
     * It is to be tried again.
     *
     * @param after this time at the earliest
     * @param everybodys whether no other image is better off
     */
    record Again(Duration after, boolean everybodys) {
        public Again {
            requireNonNull(after, "after is null");
        }
    }
}
