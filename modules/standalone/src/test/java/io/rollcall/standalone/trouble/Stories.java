package io.rollcall.standalone.trouble;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Tests that mostly wait, told side by side and reported one by one. */
final class Stories {
    private final ExecutorService threads;
    private final List<DynamicTest> tests = new ArrayList<>();

    Stories(int sideBySide) {
        threads = Executors.newFixedThreadPool(sideBySide);
    }

    /** Begins, or waits for its turn. */
    Stories tell(String name, Runnable story) {
        CompletableFuture<Void> told = CompletableFuture.runAsync(story, threads);
        tests.add(dynamicTest(name, () -> {
            try {
                told.join();
            } catch (CompletionException e) {
                throw e.getCause();
            }
        }));
        return this;
    }

    Stream<DynamicTest> all() {
        threads.shutdown();
        return tests.stream();
    }
}
