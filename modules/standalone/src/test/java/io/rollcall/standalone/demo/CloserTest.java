package io.rollcall.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.standalone.demo.Closer.Layer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CloserTest {

    private final List<String> ended = new CopyOnWriteArrayList<>();

    @Test
    void shouldEndClientsBeforePartsAndFilesLastWhenItCloses() {
        // Given
        Closer closer = new Closer();
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
        Closer closer = new Closer();
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
        Closer closer = new Closer();
        closer.close();

        // When
        closer.add(Layer.PARTS, () -> ended.add("late"));

        // Then
        assertThat(ended).containsExactly("late");
    }

    @Test
    void shouldEndAPartThatStandsOnlyAfterItWasAskedTo() throws InterruptedException {
        // Given
        Closer closer = new Closer();
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
