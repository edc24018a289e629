package io.rollcall.watcher.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.topics.Partitioning;
import io.rollcall.testkit.ManualClock;
import io.rollcall.watcher.rule.Answer;
import io.rollcall.watcher.rule.Seen;
import io.rollcall.watcher.rule.States;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class OwnershipTest {
    private static final int PARTITIONS = 4;
    private static final ImageKey KEY = States.KEY;
    private static final int HOME = Partitioning.of(KEY.toString(), PARTITIONS);
    private static final int ELSEWHERE = (HOME + 1) % PARTITIONS;
    private static final byte[] STATE = States.seen("u", "5", "Ready").value();

    private final FakeObjects objects = new FakeObjects();
    private final FakeEffects effects = new FakeEffects();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Ownership ownership = new Ownership(
            PARTITIONS,
            "blue",
            objects,
            effects,
            new LogMeters(meters, Map.of(KEY.kind(), "VirtualImage"), "images"),
            Patience.defaults(),
            new ManualClock(Instant.parse("2026-01-01T00:00:00Z")));

    @Test
    void shouldPublishWhatTheInformersHaveWhenAPartitionIsCaughtUp() {
        // Given
        objects.seen.put(KEY, States.seen("u", "5", "Ready"));

        // When
        own(HOME);
        own(ELSEWHERE);
        ownership.work();

        // Then
        assertThat(effects.take()).containsExactly("publish ubuntu 5");
    }

    @Test
    void shouldPublishNothingWhenThePartitionIsAnothers() {
        // Given
        own(ELSEWHERE);
        objects.seen.put(KEY, States.seen("u", "5", "Ready"));

        // When
        ownership.deliver(List.of(new Message.Changed(KEY)));
        ownership.work();

        // Then
        assertThat(effects.take()).isEmpty();
    }

    @Test
    void shouldDropAnAnswerWhenThePartitionCameAndWentMeanwhile() {
        // Given
        OwnedPartition before = own(HOME);
        read(HOME, 0, KEY.toString(), STATE);
        ownership.work();
        effects.take();

        // When
        ownership.revoked(HOME);
        own(HOME);
        ownership.deliver(List.of(new Message.Answered(before, KEY, new Answer.NotFound())));
        ownership.work();

        // Then
        assertThat(effects.take()).isEmpty();
    }

    @Test
    void shouldJudgeAllOfAKindWhenItsFirstListIsComplete() {
        // Given
        objects.unsynced.add(KEY.kind());
        own(HOME);
        objects.seen.put(KEY, States.seen("u", "5", "Ready"));
        ownership.work();

        // When
        objects.unsynced.clear();
        ownership.deliver(List.of(new Message.Synced(KEY.kind())));
        ownership.work();

        // Then
        assertThat(effects.take()).containsExactly("publish ubuntu 5");
    }

    @Test
    void shouldLeaveRecordsAloneWhenTheyAreNotOursToJudge() {
        // Given
        own(HOME);
        own(ELSEWHERE);

        // When
        read(HOME, 0, "others.example.org/a/b", "whatever".getBytes(UTF_8));
        read(ELSEWHERE, 0, KEY.toString(), STATE);
        ownership.work();

        // Then
        assertThat(effects.take()).isEmpty();
        assertThat(meters.counter("rollcall.images.ignored", "why", "not watched here")
                        .count())
                .isEqualTo(1);
        assertThat(meters.counter("rollcall.images.ignored", "why", "in another key's partition")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldPublishOverAnUnreadableRecordOnlyWhenItIsInTheDeadLetters() {
        // Given
        OwnedPartition partition = own(HOME);
        objects.seen.put(KEY, States.seen("u", "5", "Ready"));

        // When
        read(HOME, 7, KEY.toString(), "{".getBytes(UTF_8));
        ownership.work();
        ownership.deliver(List.of(new Message.Changed(KEY)));
        ownership.work();
        List<String> before = effects.take();
        ownership.deliver(List.of(new Message.Buried(partition, 7, Optional.empty())));
        ownership.work();

        // Then
        assertThat(before).containsExactly("bury 7");
        assertThat(effects.take()).containsExactly("publish ubuntu 5");
    }

    @Test
    void shouldPublishNothingOverAnUnreadableRecordWhenItsDeadLetterWasLost() {
        // Given
        OwnedPartition partition = own(HOME);
        objects.seen.put(KEY, States.seen("u", "5", "Ready"));
        read(HOME, 7, KEY.toString(), "{".getBytes(UTF_8));
        ownership.work();
        effects.take();

        // When
        ownership.deliver(List.of(new Message.Buried(partition, 7, Optional.of(new TimeoutException("no broker")))));
        ownership.deliver(List.of(new Message.Changed(KEY)));
        ownership.work();

        // Then
        assertThat(effects.take()).isEmpty();
    }

    @Test
    void shouldBuryOnlyTheLastWhenUnreadableRecordsWereSupersededBeforeTheEnd() {
        // Given
        ownership.assigned(HOME, 3);
        objects.seen.put(KEY, States.seen("u", "5", "Ready"));

        // When
        read(HOME, 0, KEY.toString(), "{".getBytes(UTF_8));
        read(HOME, 1, KEY.toString(), STATE);
        read(HOME, 2, "no key", "{".getBytes(UTF_8));
        ownership.reached(Map.of(HOME, 3L));
        ownership.work();

        // Then
        assertThat(effects.take()).containsExactly("bury 2");
    }

    @Test
    void shouldReadOnWhenARecordFollowsOneThatWasBuriedBeforeTheEnd() {
        // Given
        OwnedPartition partition = assigned(DeadRecords.HELD + 3);
        for (int offset = 0; offset <= DeadRecords.HELD; offset++) {
            read(HOME, offset, "no key " + offset, "{".getBytes(UTF_8));
        }
        ownership.work();
        ownership.deliver(List.of(new Message.Buried(partition, 0, Optional.empty())));
        effects.take();

        // When
        read(HOME, DeadRecords.HELD + 1, "no key 0", "{".getBytes(UTF_8));
        read(HOME, DeadRecords.HELD + 2, "no key 1", "{".getBytes(UTF_8));
        ownership.reached(Map.of(HOME, DeadRecords.HELD + 3L));
        ownership.work();

        // Then
        assertThat(effects.take()).containsExactly("bury " + (DeadRecords.HELD + 1), "bury " + (DeadRecords.HELD + 2));
    }

    @Test
    void shouldEraseARecordWhenItIsBuriedAndItsKeyIsNoImages() {
        // Given
        OwnedPartition partition = own(HOME);
        read(HOME, 2, "no key", "{".getBytes(UTF_8));
        ownership.work();
        effects.take();

        // When
        ownership.deliver(List.of(new Message.Buried(partition, 2, Optional.empty())));
        ownership.work();

        // Then
        assertThat(effects.take()).containsExactly("erase no key");
        assertThat(meters.counter("rollcall.dead.letters", "topic", "images").count())
                .isEqualTo(1);
    }

    @Test
    void shouldCountImagesByKindAndPhaseInOwnedPartitionsOnly() {
        // Given
        own(HOME);
        objects.seen.put(KEY, States.seen("u", "5", "Ready"));

        // When
        read(HOME, 0, KEY.toString(), STATE);
        ownership.work();

        // Then
        assertThat(meters.get("rollcall.images")
                        .tags("kind", "VirtualImage", "phase", "Ready")
                        .gauge()
                        .value())
                .isEqualTo(1);
        ownership.revokedAll();
        assertThat(meters.find("rollcall.images").gauges()).isEmpty();
    }

    @Test
    void shouldTreatAValueAsUnreadableWhenItSpeaksOfAnotherKey() {
        // Given
        OwnedPartition partition = own(HOME);
        ImageKey other = new ImageKey(KEY.kind(), KEY.namespace(), "debian");

        // When
        read(
                HOME,
                4,
                KEY.toString(),
                Seen.of(States.state(other, "u", "5", "Ready")).value());
        ownership.work();
        ownership.deliver(List.of(new Message.Buried(partition, 4, Optional.empty())));
        ownership.work();

        // Then
        assertThat(effects.take()).containsExactly("bury 4", "ask ubuntu");
    }

    /** Whoever wrote the same bytes said the same, so they need not be read again. */
    @Test
    void shouldKnowItsOwnWordsWhenTheyComeBackAndNotAnothers() {
        // Given
        own(HOME);
        objects.seen.put(KEY, States.seen("u", "5", "Ready"));
        ownership.deliver(List.of(new Message.Changed(KEY)));
        ownership.work();
        effects.take();

        // When
        read(HOME, 0, KEY.toString(), STATE);
        ownership.deliver(List.of(new Message.Landed(owned(HOME), KEY, 0, false)));
        ownership.work();

        // Then
        assertThat(effects.take()).isEmpty();

        // When
        objects.seen.put(KEY, States.seen("u", "7", "ImageLost"));
        ownership.deliver(List.of(new Message.Changed(KEY)));
        ownership.work();
        read(HOME, 1, KEY.toString(), STATE);
        ownership.work();
        read(HOME, 2, KEY.toString(), States.seen("u", "7", "ImageLost").value());
        ownership.deliver(List.of(new Message.Landed(owned(HOME), KEY, 2, false)));
        ownership.work();

        // Then
        assertThat(effects.take()).containsExactly("publish ubuntu 7");
        assertThat(meters.get("rollcall.images")
                        .tags("kind", "VirtualImage", "phase", "ImageLost")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    private OwnedPartition assigned(long end) {
        ownership.assigned(HOME, end);
        return owned(HOME);
    }

    private OwnedPartition own(int partition) {
        ownership.assigned(partition, 0);
        ownership.reached(Map.of(partition, 0L));
        return owned(partition);
    }

    private OwnedPartition owned(int partition) {
        return ownership.owned().stream()
                .filter(it -> it.number() == partition)
                .findFirst()
                .orElseThrow();
    }

    private void read(int partition, long offset, String key, byte[] value) {
        ownership.read(new ConsumerRecord<>("images", partition, offset, key.getBytes(UTF_8), value));
    }
}
