package io.rollcall.testkit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One thing that is stopped on its way through a door, until it is let go on or dropped. */
public final class Hold {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    /** Longer than whoever sent it stands still in any test. */
    private static final Duration HELD = Duration.ofMinutes(2);

    private final String what;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CompletableFuture<Boolean> goesOn = new CompletableFuture<>();

    /** Where on its way a request is stopped. */
    public enum Step {
        /** It has not gone on to the server. */
        BEFORE,
        /** It took effect; its answer has not gone back. */
        AFTER
    }

    Hold(String what) {
        this.what = what;
    }

    /** Waits until it stands at the door. */
    public Hold awaitReached() {
        try {
            if (!reached.await(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("nothing like this came by within " + LONGEST + ": " + what);
            }
            return this;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Whether it stands, or stood, at the door. */
    public boolean isReached() {
        return reached.getCount() == 0;
    }

    /** Lets it go on. */
    public void release() {
        goesOn.complete(true);
    }

    /** Ends it here: its connection is closed. */
    public void drop() {
        goesOn.complete(false);
    }

    /** @return whether it goes on; the carrier's thread waits here until that is decided */
    boolean pass() throws InterruptedException {
        reached.countDown();
        try {
            return goesOn.get(HELD.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
