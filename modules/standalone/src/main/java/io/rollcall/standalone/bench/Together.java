package io.rollcall.standalone.bench;

import io.rollcall.standalone.cli.CommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Several workers that share a number of things to do. */
record Together(int workers) {

    static Together of(int workers) {
        return new Together(workers);
    }

    /** Does the one of that number. */
    interface Work {
        void on(int number) throws Exception;
    }

    /** Makes a worker's own way of working; what it uses is the worker's to close. */
    interface Worker {
        Work open(Resources resources) throws Exception;
    }

    /** What a worker holds until it is done. */
    static final class Resources implements AutoCloseable {
        private final List<AutoCloseable> all = new ArrayList<>();

        <T extends AutoCloseable> T use(T resource) {
            all.add(resource);
            return resource;
        }

        @Override
        public void close() throws Exception {
            for (AutoCloseable each : all) {
                each.close();
            }
        }
    }

    /** Does each once; returns when all are done. */
    void each(int count, Worker worker) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<Callable<Void>> all = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            all.add(() -> {
                try (Resources resources = new Resources()) {
                    Work work = worker.open(resources);
                    for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                        work.on(number);
                    }
                }
                return null;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            for (Future<Void> each : threads.invokeAll(all)) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw CommandException.failed("a bare client failed (%s); report it.".formatted(e.getCause()), e);
        } finally {
            threads.shutdownNow();
        }
    }
}
