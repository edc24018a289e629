package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.transition.Transition;

/**
 * What is told of one decision.
 *
 * @param alert null where there is none
 * @param once the same for everything that would tell the same again
 */
record Note(Transition transition, Alert alert, String once) {
    Note {
        requireNonNull(transition, "transition is null");
        requireNonNull(once, "once is null");
    }
}
