package io.rollcall.watcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.kind.ImageKinds;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.watcher.rule.Answer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class PacedLookupsTest {
    private static final List<ResourceKind> KINDS = ImageKinds.all(ImageKinds.RECHECK_MIN, ImageKinds.RECHECK_MAX);
    private static final ImageKey KEY = new ImageKey(KINDS.get(0).crd(), "a", "b");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Answer> answers = new CopyOnWriteArrayList<>();

    @Test
    void shouldBeginNoMoreThanTheRateAllows() {
        try (PacedLookups lookups = lookups(20, new Answer.NotFound())) {
            // Given
            long start = System.nanoTime();

            // When
            for (int i = 0; i < 20; i++) {
                lookups.ask(KEY, answers::add);
            }
            await().untilAsserted(() -> assertThat(answers).hasSize(20));

            // Then
            assertThat(System.nanoTime() - start).isGreaterThan(900_000_000L);
            assertThat(meters.counter("rollcall.image.gets", "kind", "VirtualImage", "answer", "notfound")
                            .count())
                    .isEqualTo(20);
        }
    }

    @Test
    void shouldAnswerWithAFailureWhenTheReaderThrows() {
        try (PacedLookups lookups = new PacedLookups(
                (kind, key) -> {
                    throw new IllegalStateException("broken");
                },
                selection(),
                1000,
                meters)) {
            // When
            lookups.ask(KEY, answers::add);

            // Then
            await().untilAsserted(() ->
                    assertThat(answers).containsExactly(new Answer.Failed("java.lang.IllegalStateException: broken")));
        }
    }

    @Test
    void shouldAnswerWithAFailureWhenItIsClosed() {
        // Given
        PacedLookups lookups = lookups(1000, new Answer.NotFound());
        lookups.close();

        // When
        lookups.ask(KEY, answers::add);

        // Then
        assertThat(answers).containsExactly(new Answer.Failed("the watcher is stopping"));
    }

    private PacedLookups lookups(int perSecond, Answer answer) {
        return new PacedLookups((kind, key) -> answer, selection(), perSecond, meters);
    }

    private static Selection selection() {
        return new Selection(KINDS, List.of(), Optional.empty());
    }
}
