package io.rollcall.standalone.demo;

import static java.util.Objects.requireNonNull;

/**
 * Why a step was not seen.
 *
 * @param why one or more sentences: what was expected, what was there instead
 * @param look where to look, one sentence
 */
record Failure(Step step, String why, String look) {
    Failure {
        requireNonNull(step, "step is null");
        requireNonNull(why, "why is null");
        requireNonNull(look, "look is null");
    }
}
