package io.rollcall.standalone.bench;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs what it is given after a delay, on one thread, to within a millisecond. All delays are about as long: it keeps to the
 * order in which things come, so that it costs next to nothing.
 */
final class Later implements AutoCloseable {

    private static final long GRAIN_NANOS = Duration.ofMillis(1).toNanos();

    private final Queue<Timed> queue = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::work, "bench-later");
    private volatile boolean closed;

    private record Timed(long at, Runnable task) {}

    Later() {
        thread.setDaemon(true);
        thread.start();
    }

    void run(Duration delay, Runnable task) {
        queue.add(new Timed(System.nanoTime() + delay.toNanos(), task));
    }

    private void work() {
        while (!closed) {
            long now = System.nanoTime();
            Timed next = queue.peek();
            while (next != null && next.at() - now <= 0) {
                queue.remove();
                next.task().run();
                next = queue.peek();
            }
            LockSupport.parkNanos(GRAIN_NANOS);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
