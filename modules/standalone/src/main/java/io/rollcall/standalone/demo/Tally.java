package io.rollcall.standalone.demo;

import static java.util.Objects.requireNonNull;

/**
 * How far a step is.
 *
 * @param done images of which all that was expected has been seen
 * @param total images of which it is expected
 * @param seen what was seen, for a person
 */
record Tally(int done, int total, String seen) {
    Tally {
        requireNonNull(seen, "seen is null");
    }

    boolean complete() {
        return done == total;
    }
}
