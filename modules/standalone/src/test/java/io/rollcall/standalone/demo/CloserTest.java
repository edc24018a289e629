package io.rollcall.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.standalone.demo.Closer.Layer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CloserTest {

    private static final Duration BOUND = Duration.ofSeconds(4);

    private final List<String> ended = new CopyOnWriteArrayList<>();

    @Test
    void shouldEndClientsBeforePartsAndFilesLastWhenItCloses() {
        // Given
        Closer closer = new Closer(BOUND, System::nanoTime);
        closer.add(Layer.FILES, () -> ended.add("files"));
        closer.add(Layer.PARTS, () -> ended.add("broker"));
        closer.add(Layer.CLIENTS, () -> ended.add("services"));

        // When
        closer.close();
        closer.close();

        // Then
        assertThat(ended).containsExactly("services", "broker", "files");
    }

    @Test
    void shouldGoOnWhenOneThingCannotBeEnded() {
        // Given
        Closer closer = new Closer(BOUND, System::nanoTime);
        closer.add(Layer.CLIENTS, () -> {
            throw new IllegalStateException("stuck");
        });
        closer.add(Layer.FILES, () -> ended.add("files"));

        // When
        closer.close();

        // Then
        assertThat(ended).containsExactly("files");
    }

    @Test
    void shouldEndAtOnceWhatIsBegunAfterTheEnd() {
        // Given
        Closer closer = new Closer(BOUND, System::nanoTime);
        closer.close();

        // When
        closer.add(Layer.PARTS, () -> ended.add("late"));

        // Then
        assertThat(ended).containsExactly("late");
    }

    @Test
    void shouldDeleteAgainWhatAPartWroteThatDidNotEndInItsTime() {
        // Given
        Closer closer = new Closer(Duration.ofSeconds(1), System::nanoTime);
        CountDownLatch deleted = new CountDownLatch(1);
        closer.add(Layer.PARTS, () -> {
            deleted.await();
            ended.add("written");
        });
        closer.add(Layer.FILES, () -> {
            ended.add("deleted");
            deleted.countDown();
        });

        // When
        closer.close();

        // Then
        assertThat(ended).startsWith("deleted").contains("written").endsWith("deleted");
    }

    @Test
    @Timeout(60) // half of five minutes, or of an hour, if the time ran from the closing
    void shouldCountTheTimeFromTheAskingWhenThereWasOne() {
        // Given
        CountDownLatch deleted = new CountDownLatch(1);
        AtomicLong time = new AtomicLong();
        Closer closer = new Closer(Duration.ofHours(1), time::get);
        closer.add(Layer.CLIENTS, deleted::await);
        closer.add(Layer.FILES, deleted::countDown);
        closer.ask(Duration.ofMinutes(5));
        time.set(Duration.ofSeconds(299).toNanos());

        // When
        closer.close();

        // Then
        assertThat(deleted.getCount()).isZero();
    }

    @Test
    void shouldEndAPartThatStandsOnlyAfterItWasAskedTo() throws InterruptedException {
        // Given
        Closer closer = new Closer(BOUND, System::nanoTime);
        CountDownLatch go = new CountDownLatch(1);
        Starting<AutoCloseable> part = Starting.of(
                "part",
                () -> {
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        ended.add("interrupted");
                    }
                    return () -> ended.add("part");
                },
                closer);
        Thread closing = new Thread(closer::close);
        closing.start();

        // When
        boolean stoodBefore = part.within(Duration.ofMillis(1));
        go.countDown();
        closing.join();

        // Then
        assertThat(stoodBefore).isFalse();
        assertThat(ended).containsExactly("part");
    }
}
