package io.rollcall.standalone.demo;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Lets a demo run until it has ended or somebody asks it to stop, and takes everything away again. */
final class DemoRun {

    private static final Duration GRACE = Duration.ofMillis(1_500);

    /** How a run ended. */
    enum Ended {
        SEEN,
        NOT_SEEN,
        STOPPED
    }

    private final CompletableFuture<Boolean> seen = new CompletableFuture<>();
    private final Demo demo;
    private final Thread player;

    DemoRun(Demo demo) {
        this.demo = requireNonNull(demo, "demo is null");
        this.player = new Thread(this::play, "demo");
        player.setDaemon(true);
    }

    private void play() {
        try {
            seen.complete(demo.run());
        } catch (InterruptedException e) {
            seen.cancel(false);
        } catch (RuntimeException e) {
            seen.completeExceptionally(e);
        }
    }

    /**
     * Returns when the run has ended, and with {@code keep} when somebody asks.
     *
     * @throws IllegalStateException if the demo itself is at fault
     */
    Ended await(CompletableFuture<Void> asked, boolean keep) throws InterruptedException {
        player.start();
        CompletableFuture.anyOf(asked, seen.handle((answer, e) -> null)).join();
        if (!seen.isDone()) {
            player.interrupt();
            player.join(GRACE.toMillis());
            return Ended.STOPPED;
        }
        try {
            Ended ended = seen.get() ? Ended.SEEN : Ended.NOT_SEEN;
            if (keep) {
                asked.join();
            }
            return ended;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
