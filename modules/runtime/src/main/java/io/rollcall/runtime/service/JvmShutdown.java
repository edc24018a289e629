package io.rollcall.runtime.service;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGTERM and SIGINT as a request that can be awaited. The JVM stays until {@link #close} or until
 * the bound has passed.
 */
public final class JvmShutdown implements AutoCloseable {

    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;

    private JvmShutdown(Duration bound) {
        hook = new Thread(() -> hold(bound), "rollcall-shutdown");
    }

    /** Listens from now on; {@code bound} is the longest that a stop may hold the JVM. */
    public static JvmShutdown install(Duration bound) {
        JvmShutdown shutdown = new JvmShutdown(bound);
        Runtime.getRuntime().addShutdownHook(shutdown.hook);
        return shutdown;
    }

    /** Completes when the process is asked to stop. */
    public CompletableFuture<Void> asked() {
        return asked;
    }

    private void hold(Duration bound) {
        asked.complete(null);
        try {
            if (!finished.await(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("did not stop within " + bound.toSeconds() + " s; ending anyway");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the JVM go. */
    @Override
    public void close() {
        finished.countDown();
        if (!asked.isDone()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The JVM began to shut down between the two lines; the hook no longer waits.
                asked.complete(null);
            }
        }
    }
}
