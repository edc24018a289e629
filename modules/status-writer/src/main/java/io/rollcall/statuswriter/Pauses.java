package io.rollcall.statuswriter;

import java.time.Duration;

/** Waiting, by whoever may be told to stop. */
@FunctionalInterface
interface Pauses {
    /** @return false at once where the work is not wanted any more, else true after the time */
    boolean pause(Duration time);
}
