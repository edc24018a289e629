package io.rollcall.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Troubles that last no longer in the gate than it takes to notice them, and as long as promised where that is asked for. */
public final class FullLength {

    private static final String VARIABLE = "ROLLCALL_TEST_FULL";

    private FullLength() {}

    /** Whether {@code ROLLCALL_TEST_FULL} is {@code true}. */
    public static boolean isWanted() {
        return Boolean.parseBoolean(System.getenv(VARIABLE));
    }

    /** Returns at once; where the full length is wanted, when so much time has passed since then. */
    public static void lasts(Instant since, Duration atLeast) throws InterruptedException {
        if (isWanted()) {
            TimeUnit.NANOSECONDS.sleep(Math.max(
                    0, Duration.between(Instant.now(), since.plus(atLeast)).toNanos()));
        }
    }
}
