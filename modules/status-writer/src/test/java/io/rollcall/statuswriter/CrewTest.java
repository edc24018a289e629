package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrewTest {
    private static final int UNBOUND = 1_000_000;

    private final Pace pace = new Pace(UNBOUND, System::nanoTime);
    private final List<String> order = new CopyOnWriteArrayList<>();
    private Crew crew = new Crew(1, pace);

    @AfterEach
    void stop() {
        crew.stop();
    }

    @Test
    void shouldGiveOneTurnOfFourToWhatIsTriedAgainWhileNewWorkWaits() throws InterruptedException {
        // Given
        CountDownLatch done = new CountDownLatch(10);
        for (int i = 0; i < 3; i++) {
            crew.again(note("again", done), Duration.ZERO);
        }
        for (int i = 0; i < 7; i++) {
            crew.begin(note("new", done));
        }
        // When
        crew.start();
        // Then
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(order).containsExactly("new", "new", "new", "again", "new", "new", "new", "again", "new", "again");
    }

    @Test
    void shouldKeepThreeQuartersFreeForNewWorkWhenSecondTriesHang() throws InterruptedException {
        // Given
        crew = new Crew(8, pace);
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger hanging = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(100);
        IntStream.range(0, 20)
                .forEach(i -> crew.again(
                        () -> {
                            hanging.incrementAndGet();
                            awaitQuietly(end);
                        },
                        Duration.ZERO));
        IntStream.range(0, 100).forEach(i -> crew.begin(note("new", done)));
        // When
        crew.start();
        // Then
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(hanging.get()).isPositive();
        end.countDown();
    }

    @Test
    void shouldBeginNothingBeforeItsTime() throws InterruptedException {
        // Given
        CountDownLatch done = new CountDownLatch(2);
        crew.again(note("later", done), Duration.ofMillis(200));
        crew.again(note("soon", done), Duration.ofMillis(100));
        long began = System.nanoTime();
        // When
        crew.start();
        // Then
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(order).containsExactly("soon", "later");
    }

    @Test
    void shouldRestLongerAndLongerWhenAllAreInTheSameTrouble() {
        // Given
        AtomicLong now = new AtomicLong();
        Pace stopped = new Pace(UNBOUND, now::get);
        crew = new Crew(1, stopped);
        // When
        long longest = 0;
        for (int i = 0; i < 20; i++) {
            crew.rest();
            crew.rest();
            longest = Math.max(longest, stopped.ahead());
            now.addAndGet(stopped.ahead());
        }
        crew.goOn();
        crew.rest();
        // Then
        assertThat(longest).isGreaterThan(Duration.ofSeconds(1).toNanos());
        assertThat(stopped.ahead()).isLessThanOrEqualTo(Duration.ofMillis(100).toNanos());
    }

    @Test
    void shouldGoOnWhenWorkFails() throws InterruptedException {
        // Given
        CountDownLatch done = new CountDownLatch(1);
        crew.begin(() -> {
            throw new AssertionError("a bug");
        });
        crew.begin(note("next", done));
        // When
        crew.start();
        // Then
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private Runnable note(String what, CountDownLatch done) {
        return () -> {
            order.add(what);
            done.countDown();
        };
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
