package io.rollcall.standalone.chaos;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A fault with its time.
 *
 * @param at since the beginning of its turn
 * @param lasts until it is taken back, where it can be
 */
record Strike(Duration at, Duration lasts, Fault fault) {

    Strike {
        requireNonNull(at, "at is null");
        requireNonNull(lasts, "lasts is null");
        requireNonNull(fault, "fault is null");
    }

    /** In a clause, for a person. */
    String words() {
        return lasts.isZero() ? fault.words() : "%s, for %.1f s".formatted(fault.words(), lasts.toMillis() / 1000.0);
    }
}
