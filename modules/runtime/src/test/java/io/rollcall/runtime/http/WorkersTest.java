package io.rollcall.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WorkersTest {

    private static final Duration CEILING = Duration.ofSeconds(30);

    @Test
    void shouldTakeAThreadBackWhenItsTaskWaitsTooLong() {
        try (Workers workers = new Workers(1, Duration.ofMillis(50))) {
            // Given
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            CompletableFuture<Boolean> next = new CompletableFuture<>();

            // When
            workers.execute(() -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt(); // as the JDK's server leaves it
                    interrupted.complete(true);
                }
            });
            workers.execute(() -> next.complete(Thread.currentThread().isInterrupted()));

            // Then
            assertThat(interrupted).succeedsWithin(CEILING);
            assertThat(next).succeedsWithin(CEILING).isEqualTo(false);
        }
    }
}
