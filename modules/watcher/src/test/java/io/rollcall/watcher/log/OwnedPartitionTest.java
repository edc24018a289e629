package io.rollcall.watcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.policy.Backoff;
import io.rollcall.watcher.rule.Answer;
import io.rollcall.watcher.rule.ManualClock;
import io.rollcall.watcher.rule.OnLog;
import io.rollcall.watcher.rule.Said;
import io.rollcall.watcher.rule.States;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OwnedPartitionTest {
    private static final ImageKey KEY = States.KEY;
    private static final Patience PATIENCE = new Patience(
            Duration.ofSeconds(30), Duration.ofMinutes(10), new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1)));

    private final FakeObjects objects = new FakeObjects();
    private final FakeEffects effects = new FakeEffects();
    private final ManualClock clock = new ManualClock();

    @Test
    void shouldPublishNothingWhenTheEndIsNotReached() {
        // Given
        OwnedPartition partition = partition(10);
        sees("u", "5", "Ready");

        // When
        partition.reached(9);
        partition.touch(KEY);
        partition.work(100);

        // Then
        assertThat(effects.take()).isEmpty();
    }

    @Test
    void shouldPublishWhenTheEndIsReached() {
        // Given
        OwnedPartition partition = partition(10);
        sees("u", "5", "Ready");

        // When
        partition.reached(10);
        partition.touch(KEY);
        partition.work(100);

        // Then
        assertThat(effects.take()).containsExactly("publish ubuntu 5");
    }

    @Test
    void shouldJudgeNothingOfAKindWhenItsFirstListIsNotComplete() {
        // Given
        OwnedPartition partition = partition(1);
        objects.unsynced.add(KEY.kind());
        partition.read(KEY, says("u", "5", "Ready"), 0);
        partition.reached(1);
        partition.work(100);

        // When
        assertThat(effects.take()).isEmpty();
        objects.unsynced.clear();
        partition.synced(KEY.kind());
        partition.work(100);

        // Then
        assertThat(effects.take()).containsExactly("ask ubuntu");
    }

    @Test
    void shouldDoNothingWhenLogAndInformerAgree() {
        // Given
        OwnedPartition partition = partition(1);
        sees("u", "7", "Ready");

        // When
        partition.read(KEY, says("u", "5", "Ready"), 0);
        partition.reached(1);
        partition.work(100);

        // Then
        assertThat(effects.take()).isEmpty();
    }

    @Test
    void shouldNotSendAgainWhenWhatWasSentIsNotReadBack() {
        // Given
        OwnedPartition partition = owned();
        sees("u", "5", "Ready");
        touchAndWork(partition);
        effects.take();

        // When
        sees("u", "6", "ImageLost");
        touchAndWork(partition);
        partition.landed(KEY, 3);
        touchAndWork(partition);
        assertThat(effects.take()).isEmpty();
        partition.read(KEY, says("u", "5", "Ready"), 3);
        partition.work(100);

        // Then
        assertThat(effects.take()).containsExactly("publish ubuntu 6");
    }

    @Test
    void shouldNotWaitWhenItIsReadBackBeforeItIsAcknowledged() {
        // Given
        OwnedPartition partition = owned();
        sees("u", "5", "Ready");
        touchAndWork(partition);
        partition.read(KEY, says("u", "5", "Ready"), 3);
        sees("u", "6", "ImageLost");
        touchAndWork(partition);
        effects.take();

        // When
        partition.landed(KEY, 3);
        partition.work(100);

        // Then
        assertThat(effects.take()).containsExactly("publish ubuntu 6");
    }

    @Test
    void shouldCorrectAStaleRecordWhenItIsTheLast() {
        // Given
        OwnedPartition partition = owned();
        sees("u", "7", "ImageLost");
        partition.read(KEY, says("u", "7", "ImageLost"), 3);
        partition.work(100);

        // When
        partition.read(KEY, says("u", "5", "Ready"), 4);
        partition.work(100);

        // Then
        assertThat(effects.take()).containsExactly("publish ubuntu 7");
    }

    @Test
    void shouldSendAgainAfterAPauseWhenASendFailed() {
        // Given
        OwnedPartition partition = owned();
        sees("u", "5", "Ready");
        touchAndWork(partition);
        effects.take();

        // When
        partition.lost(KEY);
        touchAndWork(partition);
        assertThat(effects.take()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        partition.work(100);

        // Then
        assertThat(effects.take()).containsExactly("publish ubuntu 5");
    }

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
    void shouldDoNothingWhenTheInformerCatchesUp() {
        // Given
        OwnedPartition partition = owned();
        sees("u", "5", "Ready");
        partition.read(KEY, says("u", "7", "ImageLost"), 3);
        partition.work(100);

        // When
        sees("u", "7", "ImageLost");
        touchAndWork(partition);
        clock.advance(Duration.ofHours(1));
        partition.work(100);

        // Then
        assertThat(effects.take()).isEmpty();
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

    @Test
    void shouldHoldBackWhenThereIsNoRoom() {
        // Given
        OwnedPartition partition = owned();
        sees("u", "5", "Ready");
        effects.room = false;
        touchAndWork(partition);
        effects.take();

        // When
        effects.room = true;
        partition.work(100);

        // Then
        assertThat(effects.take()).containsExactly("publish ubuntu 5");
    }

    @Test
    void shouldLeaveAnotherClustersRecordAloneAndTell() {
        // Given
        OwnedPartition partition = owned();

        // When
        partition.read(KEY, new OnLog.Says(new Said("green", "u", "5", 1, "Ready")), 3);
        partition.work(100);

        // Then
        assertThat(effects.take()).isEmpty();
        assertThat(partition.foreignClusters()).containsExactly("green");
    }

    private OwnedPartition partition(long end) {
        return new OwnedPartition(0, end, "blue", objects, effects, PATIENCE, clock);
    }

    private OwnedPartition owned() {
        OwnedPartition partition = partition(0);
        partition.reached(0);
        return partition;
    }

    private void touchAndWork(OwnedPartition partition) {
        partition.touch(KEY);
        partition.work(100);
    }

    private void sees(String uid, String version, String phase) {
        objects.seen.put(KEY, States.seen(uid, version, phase));
    }

    private static OnLog says(String uid, String version, String phase) {
        return new OnLog.Says(States.seen(uid, version, phase).said());
    }
}
