package io.rollcall.standalone.demo;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A part that starts on a thread of its own. Its start is never interrupted: a part that is ended before it stands is ended
 * as soon as it does.
 */
final class Starting<T extends AutoCloseable> {

    private final CompletableFuture<T> part = new CompletableFuture<>();

    private Starting() {}

    static <T extends AutoCloseable> Starting<T> of(String name, Supplier<T> start, Closer closer) {
        requireNonNull(start, "start is null");
        Starting<T> starting = new Starting<>();
        Thread thread = new Thread(() -> starting.run(start), "demo-start-" + name);
        thread.setDaemon(true);
        closer.add(Closer.Layer.PARTS, starting::end);
        thread.start();
        return starting;
    }

    private void run(Supplier<T> start) {
        try {
            part.complete(start.get());
        } catch (Throwable e) {
            part.completeExceptionally(e); // whoever waits for the part is told, and ends the wait
        }
    }

    /** Whether it stands; throws what its start threw. */
    boolean within(Duration time) throws InterruptedException {
        try {
            part.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** The part, which stands. */
    T get() {
        return part.join();
    }

    private void end() throws Exception {
        T started;
        try {
            started = part.get();
        } catch (ExecutionException e) {
            return; // it never stood, and whoever waited for it was told
        }
        started.close();
    }
}
