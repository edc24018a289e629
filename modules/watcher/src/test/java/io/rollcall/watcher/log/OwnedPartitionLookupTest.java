package io.rollcall.watcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.watcher.rule.Answer;
import io.rollcall.watcher.rule.OnLog;
import io.rollcall.watcher.rule.States;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OwnedPartitionLookupTest extends PartitionFixture {
    @Test
    void shouldMakeATombstoneOnlyWhenAGetFindsNothing() {
        // Given
        OwnedPartition partition = owned();
        partition.read(KEY, says("u", "5", "Ready"), 3);
        partition.work(100);
        effects.take();

        // When
        partition.answered(KEY, new Answer.NotFound());

        // Then
        assertThat(effects.take()).containsExactly("tombstone ubuntu");
    }

    @Test
    void shouldKeepAskingAndMakeNoTombstoneWhenGetsFail() {
        // Given
        OwnedPartition partition = owned();
        partition.read(KEY, says("u", "5", "Ready"), 3);
        partition.work(100);
        effects.take();

        // When
        for (int i = 0; i < 5; i++) {
            partition.answered(KEY, new Answer.Failed("500"));
            touchAndWork(partition);
            assertThat(effects.take()).isEmpty();
            clock.advance(Duration.ofMinutes(1));
            partition.work(100);

            // Then
            assertThat(effects.take()).containsExactly("ask ubuntu");
        }
    }

    @Test
    void shouldPublishWhatTheGetFoundWhenAnotherObjectHasTheName() {
        // Given
        OwnedPartition partition = owned();
        partition.read(KEY, says("u", "5", "Ready"), 3);
        partition.work(100);
        effects.take();

        // When
        partition.answered(KEY, new Answer.Found(States.seen("v", "8", "Ready")));

        // Then
        assertThat(effects.take()).containsExactly("publish ubuntu 8");
    }

    /** Others' records may be a hundred thousand: each ten minutes, they would take every GET that there is. */
    @Test
    void shouldAskForOthersRecordsEverMoreRarely() {
        // Given
        OwnedPartition partition = owned();
        objects.selective = true;
        partition.read(KEY, says("u", "5", "Ready"), 3);
        partition.work(100);

        // When
        int asked = 0;
        for (int minute = 0; minute < 7 * 24 * 60; minute++) {
            if (effects.take().contains("ask ubuntu")) {
                asked++;
                partition.answered(KEY, new Answer.Found(States.seen("u", "5", "Ready")));
            }
            clock.advance(Duration.ofMinutes(1));
            partition.work(100);
        }

        // Then
        assertThat(asked).isBetween(8, 40);
    }

    @Test
    void shouldLookAgainMuchLaterWhenTheGetFindsWhatTheInformerLacks() {
        // Given
        OwnedPartition partition = owned();
        partition.read(KEY, says("u", "5", "Ready"), 3);
        partition.work(100);
        effects.take();

        // When
        partition.answered(KEY, new Answer.Found(States.seen("u", "5", "Ready")));
        clock.advance(Duration.ofMinutes(9));
        touchAndWork(partition);
        assertThat(effects.take()).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        partition.work(100);

        // Then
        assertThat(effects.take()).containsExactly("ask ubuntu");
    }

    @Test
    void shouldDropAnAnswerWhenTheQuestionIsNoLongerTheSame() {
        // Given
        OwnedPartition partition = owned();
        partition.read(KEY, says("u", "5", "Ready"), 3);
        partition.work(100);
        effects.take();

        // When
        sees("u", "5", "Ready");
        partition.answered(KEY, new Answer.NotFound());
        partition.work(100);

        // Then
        assertThat(effects.take()).isEmpty();
    }

    @Test
    void shouldWaitAndThenAskWhenTheInformerIsBehind() {
        // Given
        OwnedPartition partition = owned();
        sees("u", "5", "Ready");
        partition.read(KEY, says("u", "7", "ImageLost"), 3);
        partition.work(100);
        effects.take();

        // When
        clock.advance(Duration.ofSeconds(30));
        partition.work(100);

        // Then
        assertThat(effects.take()).containsExactly("ask ubuntu");
        partition.answered(KEY, new Answer.Found(States.seen("u", "5", "Ready")));
        assertThat(effects.take()).containsExactly("publish ubuntu 5");
    }

    @Test
    void shouldForgetAKeyWhenItsTombstoneIsReadBack() {
        // Given
        OwnedPartition partition = owned();
        partition.read(KEY, says("u", "5", "Ready"), 3);
        partition.work(100);
        partition.answered(KEY, new Answer.NotFound());

        // When
        partition.landed(KEY, 4);
        partition.read(KEY, OnLog.NOTHING, 4);
        partition.work(100);

        // Then
        assertThat(partition.log().offset(KEY)).isEqualTo(-1);
        assertThat(partition.log().census()).isEmpty();
    }
}
