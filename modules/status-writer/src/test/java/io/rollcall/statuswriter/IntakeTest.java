package io.rollcall.statuswriter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.runtime.config.RollcallConfig;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final TopicPartition PARTITION = new TopicPartition("results", 0);
    private static final ProbeResult ABSENT = Samples.absent().result();
    private static final ProbeResult PRESENT =
            Samples.present(Samples.PROBED.plusSeconds(20)).result();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Intake intake = new Intake(Samples.KINDS, Samples.policies(RollcallConfig.defaults()), meters);

    @Test
    void shouldPickOnlyWhatMayChangeItsImage() {
        // Given
        ProbeResult healthy = result(Samples.KEY, new Verdict.Present("sha256:1"), "Ready");
        // When
        Batch batch = read(records(bytes(healthy), bytes(ABSENT)));
        // Then
        assertThat(batch.candidates()).containsOnlyKeys(Samples.KEY);
        assertThat(batch.candidates().get(Samples.KEY).source().offset()).isEqualTo(1);
        assertThat(next(batch)).isEqualTo(2);
        assertThat(results("VirtualImage", "present")).isEqualTo(1);
    }

    @Test
    void shouldStopBeforeASecondCandidateOfTheSameImage() {
        // When
        Batch batch = read(records(bytes(ABSENT), "?".getBytes(UTF_8), bytes(PRESENT), bytes(ABSENT)));
        // Then
        assertThat(batch.candidates()).hasSize(1);
        assertThat(batch.unreadable()).hasSize(1);
        assertThat(next(batch)).isEqualTo(2);
        assertThat(batch.cut()).isTrue();
        assertThat(results("VirtualImage", "absent")).isEqualTo(1);
    }

    @Test
    void shouldCountAndSkipAnUnknownKind() {
        // Given
        ProbeResult foreign = result(new ImageKey("disks.example.com", "a", "b"), ABSENT.verdict(), "Ready");
        // When
        Batch batch = read(records(bytes(foreign)));
        // Then
        assertThat(batch.candidates()).isEmpty();
        assertThat(batch.unreadable()).isEmpty();
        assertThat(results("unknown", "absent")).isEqualTo(1);
    }

    @Test
    void shouldCallATombstoneAndAGiantUnreadable() {
        // When
        Batch batch = read(records(null, new byte[600_000]));
        // Then
        assertThat(batch.unreadable()).hasSize(2);
        assertThat(next(batch)).isEqualTo(2);
    }

    @Test
    void shouldCallAResultWithoutItsKeyUnreadable() {
        // Given
        byte[] other = "virtualimages.virtualization.deckhouse.io/team-a/debian".getBytes(UTF_8);
        // When
        Batch batch = read(List.of(
                new ConsumerRecord<>(PARTITION.topic(), 0, 0, null, bytes(ABSENT)),
                new ConsumerRecord<>(PARTITION.topic(), 0, 1, other, bytes(ABSENT))));
        // Then
        assertThat(batch.candidates()).isEmpty();
        assertThat(batch.unreadable()).hasSize(2).allSatisfy(letter -> assertThat(letter.reason())
                .isEqualTo("the key in the value is not the record's"));
    }

    private double results(String kind, String verdict) {
        return meters.get("rollcall.results")
                .tags("kind", kind, "verdict", verdict)
                .counter()
                .count();
    }

    private static long next(Batch batch) {
        return batch.next().offset();
    }

    private static ProbeResult result(ImageKey key, Verdict verdict, String phase) {
        return Samples.result(key, Samples.UID, Samples.TARGET, verdict, phase, Samples.PROBED);
    }

    private static byte[] bytes(ProbeResult result) {
        return EventCodec.of(ProbeResult.class).encode(result);
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(byte[]... values) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (byte[] value : values) {
            records.add(new ConsumerRecord<>(PARTITION.topic(), 0, records.size(), key(value), value));
        }
        return records;
    }

    /** As the prober writes it. */
    private static byte[] key(byte[] value) {
        return EventCodec.of(ProbeResult.class).decode(value) instanceof Decoded.Event<ProbeResult> event
                ? event.value().key().toString().getBytes(UTF_8)
                : null;
    }

    private Batch read(List<ConsumerRecord<byte[], byte[]>> records) {
        return intake.read(PARTITION, records, new OffsetAndMetadata(records.size()));
    }
}
