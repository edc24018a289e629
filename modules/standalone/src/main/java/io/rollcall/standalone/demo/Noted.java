package io.rollcall.standalone.demo;

import static java.util.Objects.requireNonNull;

/**
 * An Event or an alert about one transition.
 *
 * @param uid of the image
 * @param transition the transition's id: the end of the Event's name, and the alert's id
 */
record Noted(String uid, Turn turn, String transition) {
    Noted {
        requireNonNull(uid, "uid is null");
        requireNonNull(turn, "turn is null");
        requireNonNull(transition, "transition is null");
    }
}
