package io.rollcall.standalone.chaos;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The two ways in which a run lets time pass. */
final class Waits {

    private static final Duration GLANCE = Duration.ofMillis(250);

    private Waits() {}

    /** Lets a fault last: this long is what it is, and there is no condition that could be waited for instead. */
    static void out(Duration lasts) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(lasts.toNanos());
    }

    /** Looks again and again, across processes that tell nobody. @return whether it came to hold within that time */
    static boolean until(BooleanSupplier holds, Duration within) throws InterruptedException {
        long giveUp = System.nanoTime() + within.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - giveUp > 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(GLANCE.toNanos());
        }
        return true;
    }
}
