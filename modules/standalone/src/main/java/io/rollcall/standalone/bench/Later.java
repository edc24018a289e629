package io.rollcall.standalone.bench;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Runs what it is given after a delay, on one thread, up to about a millisecond late. All delays are about as long: it keeps to the
 * order in which things come, and wakes once for many of them, so that it costs next to nothing.
 */
final class Later implements AutoCloseable {

    private static final long GRAIN_NANOS = 500_000;

    private final BlockingQueue<Timed> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::work, "bench-later");

    private record Timed(long at, Runnable task) {}

    Later() {
        thread.setDaemon(true);
        thread.start();
    }

    void run(Duration delay, Runnable task) {
        queue.add(new Timed(System.nanoTime() + delay.toNanos(), task));
    }

    private void work() {
        try {
            while (true) {
                Timed next = queue.take();
                long early = next.at() - System.nanoTime();
                if (early > 0) {
                    TimeUnit.NANOSECONDS.sleep(early + GRAIN_NANOS);
                }
                next.task().run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // only close() interrupts
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
