package io.rollcall.watcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.watcher.rule.OnLog;
import io.rollcall.watcher.rule.Said;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OwnedPartitionTest extends PartitionFixture {
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
    void shouldPublishTheLastOfThousandsOfChangesOnceWhenTheLogWasAway() {
        // Given
        OwnedPartition partition = owned();
        effects.room = false;
        for (int version = 1; version <= 5_000; version++) {
            sees("u", String.valueOf(version), version % 2 == 0 ? "Ready" : "ImageLost");
            touchAndWork(partition);
        }
        assertThat(effects.take()).isEmpty();

        // When
        effects.room = true;
        partition.work(100);
        partition.read(KEY, says("u", "5000", "Ready"), 3);
        partition.work(100);

        // Then
        assertThat(effects.take()).containsExactly("publish ubuntu 5000");
    }

    @Test
    void shouldGoOnSoonOnlyWhenItGotOnAndSomeAreLeft() {
        // Given
        OwnedPartition partition = owned();
        partition.touch(KEY);
        partition.touch(new ImageKey(KEY.kind(), KEY.namespace(), "debian"));

        // When / Then
        effects.room = false;
        assertThat(partition.work(100)).isFalse();
        effects.room = true;
        assertThat(partition.work(1)).isTrue();
        assertThat(partition.work(1)).isFalse();
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
}
