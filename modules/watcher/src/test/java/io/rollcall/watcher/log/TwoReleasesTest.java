package io.rollcall.watcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.watcher.rule.Answer;
import io.rollcall.watcher.rule.States;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Somebody else publishes the same objects in other words: played here by another phase of the same version. */
class TwoReleasesTest extends PartitionFixture {
    private final OwnedPartition partition = owned();

    @Test
    void shouldSayItInOurWordsOnceAndThenLeaveItWhenTheVersionIsTheSame() {
        // Given
        sees("u", "5", "ours");
        theySay("5", 3);
        assertThat(effects.take()).containsExactly("publish ubuntu 5");
        weSay("5", 4);

        // When
        theySay("5", 5);
        clock.advance(Duration.ofHours(1));
        touchAndWork(partition);

        // Then
        assertThat(effects.take()).isEmpty();
    }

    @Test
    void shouldSayTheNextVersionInOurWordsWhenTheLastWasLeft() {
        // Given
        sees("u", "5", "ours");
        theySay("5", 3);
        weSay("5", 4);
        theySay("5", 5);
        effects.take();

        // When
        sees("u", "6", "ours");
        theySay("6", 6);

        // Then
        assertThat(effects.take()).containsExactly("publish ubuntu 6");
    }

    @Test
    void shouldSayItAgainWhenItWasLostOnTheWay() {
        // Given
        sees("u", "5", "ours");
        theySay("5", 3);
        effects.take();

        // When
        partition.lost(KEY);
        clock.advance(Duration.ofMinutes(2));
        partition.work(100);

        // Then
        assertThat(effects.take()).containsExactly("publish ubuntu 5");
    }

    @Test
    void shouldSayWhatAGetFoundOnceWhenTheInformerLagsAndTheVersionIsTheSame() {
        // Given
        theySay("5", 3);
        partition.answered(KEY, new Answer.Found(States.seen("u", "5", "ours")));
        assertThat(effects.take()).containsExactly("ask ubuntu", "publish ubuntu 5");
        weSay("5", 4);
        partition.answered(KEY, new Answer.Found(States.seen("u", "5", "ours")));
        effects.take();

        // When
        theySay("5", 5);
        partition.answered(KEY, new Answer.Found(States.seen("u", "5", "ours")));
        partition.work(100);

        // Then
        assertThat(effects.take()).containsExactly("ask ubuntu");
    }

    @Test
    void shouldLeaveWhatAGetFoundWhenTheSelectorMayExcludeIt() {
        // Given
        objects.selective = true;
        theySay("5", 3);
        effects.take();

        // When
        partition.answered(KEY, new Answer.Found(States.seen("u", "6", "ours")));
        partition.work(100);

        // Then
        assertThat(effects.take()).isEmpty();
    }

    private void theySay(String version, long offset) {
        partition.read(KEY, says("u", version, "theirs"), offset);
        partition.work(100);
    }

    private void weSay(String version, long offset) {
        partition.landed(KEY, offset);
        partition.read(KEY, says("u", version, "ours"), offset);
        partition.work(100);
    }
}
