package io.rollcall.standalone.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Looks that run side by side, each for a bounded time, and are told in the order in which they were added. */
final class Plan implements AutoCloseable {

    /** Above what any look takes by itself: what is cut off here hangs where nothing can be bounded. */
    private static final Duration BOUND = Duration.ofSeconds(25);

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "rollcall-doctor");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Step> steps = new ArrayList<>();

    /** @param name what is waited for, such as {@code the API server} */
    record Step(String name, CompletableFuture<List<Finding>> findings) {}

    /** Begins a look now. */
    <T> CompletableFuture<T> begin(Callable<T> look, T late) {
        return CompletableFuture.supplyAsync(() -> call(look), threads)
                .completeOnTimeout(late, BOUND.toSeconds(), TimeUnit.SECONDS);
    }

    /** Begins a look when something that it needs is there. */
    <T, R> CompletableFuture<R> then(CompletableFuture<T> first, Function<T, Callable<R>> look, R late) {
        return first.thenApplyAsync(value -> call(look.apply(value)), threads)
                .completeOnTimeout(late, 2 * BOUND.toSeconds(), TimeUnit.SECONDS);
    }

    private static <T> T call(Callable<T> look) {
        try {
            return look.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    /** Adds what is to be told next. */
    void add(String name, CompletableFuture<List<Finding>> findings) {
        steps.add(new Step(name, findings));
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
