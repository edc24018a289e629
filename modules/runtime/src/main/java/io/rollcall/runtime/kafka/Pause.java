package io.rollcall.runtime.kafka;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A wait that ends with the time or with an interrupt. */
final class Pause {

    private Pause() {}

    static void of(Duration time) throws InterruptedException {
        // Nobody counts down.
        boolean unused = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
