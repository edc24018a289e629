package io.rollcall.replay.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class MergeTest {
    private static final TopicPartition RESULTS_0 = new TopicPartition("results", 0);
    private static final TopicPartition RESULTS_1 = new TopicPartition("results", 1);
    private static final TopicPartition TRANSITIONS_0 = new TopicPartition("transitions", 0);
    private static final Map<TopicPartition, Sort> SORTS =
            Map.of(RESULTS_0, Sort.RESULTS, RESULTS_1, Sort.RESULTS, TRANSITIONS_0, Sort.TRANSITIONS);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Map<TopicPartition, List<Long>> log = new HashMap<>();

    @Test
    void shouldOrderByTimeThenTopicThenPartitionThenOffset() throws Exception {
        // Given
        log.put(TRANSITIONS_0, List.of(5L, 20L));
        log.put(RESULTS_1, List.of(5L, 5L, 9L));
        log.put(RESULTS_0, List.of(5L, 30L));

        // Then
        assertThat(merged())
                .containsExactly(
                        "probe-results-0@0",
                        "probe-results-1@0",
                        "probe-results-1@1",
                        "transitions-0@0",
                        "probe-results-1@2",
                        "transitions-0@1",
                        "probe-results-0@1");
    }

    @Test
    void shouldNeverLetARecordOvertakeAnotherOfItsPartitionWhenItsTimeIsEarlier() throws Exception {
        // Given
        log.put(RESULTS_0, List.of(10L, 4L, 11L));
        log.put(RESULTS_1, List.of(5L, 10L));

        // Then
        assertThat(merged())
                .containsExactly(
                        "probe-results-1@0",
                        "probe-results-0@0",
                        "probe-results-0@1",
                        "probe-results-1@1",
                        "probe-results-0@2");
    }

    @Test
    void shouldComeToTheSameOrderWhenManyRecordsComeInPieces() throws Exception {
        // Given
        Random random = new Random(7);
        for (TopicPartition partition : SORTS.keySet()) {
            List<Long> times = new ArrayList<>();
            for (long i = 0, time = 0; i < 5_000; i++) {
                time += random.nextInt(3);
                times.add(time);
            }
            log.put(partition, times);
        }

        // When
        List<String> once = merged();
        List<String> twice = new MergeTest().with(log).merged();

        // Then
        assertThat(once).hasSize(15_000).doesNotHaveDuplicates().isEqualTo(twice);
    }

    @Test
    void shouldRefuseAWindowThatEndsBeforeItBegins() {
        Instant now = Instant.parse("2026-11-21T03:00:00Z");
        assertThatThrownBy(() -> Window.of(now, now))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("give an earlier --from");
    }

    @Test
    void shouldSayHowFarTheRecordReachesWhenTheWindowBeginsBefore() {
        // Given
        Instant begin = Instant.parse("2026-11-21T03:00:00Z");
        Window window = Window.of(begin, begin.plusSeconds(3_600));
        Map<Sort, Instant> shorter = Map.of(Sort.RESULTS, begin.plusSeconds(60), Sort.TRANSITIONS, begin);

        // Then
        assertThat(Reaches.of(window, Map.of(), Sort::wireName).sentence()).isNull();
        assertThat(Reaches.of(window, shorter, Sort::wireName).sentence())
                .isEqualTo("Only from 2026-11-21T03:01:00Z on is all of it there: probe-results holds nothing older."
                        + " For the next time raise its retention.ms, or export sooner.");
        assertThatThrownBy(() -> Reaches.of(window, Map.of(Sort.RESULTS, window.to()), Sort::wireName))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("the record of that window is gone");
    }

    private MergeTest with(Map<TopicPartition, List<Long>> other) {
        log.putAll(other);
        return this;
    }

    /** All but the last of each partition, which stands behind the window's end. */
    private List<String> merged() throws InterruptedException {
        List<Range> ranges = new ArrayList<>();
        log.forEach((partition, times) -> ranges.add(new Range(partition, SORTS.get(partition), 0, times.size())));
        consumer.updateBeginningOffsets(
                log.keySet().stream().collect(java.util.stream.Collectors.toMap(it -> it, it -> 0L)));
        List<String> places = new ArrayList<>();
        try (Merge<Place> merge = new Merge<>(consumer, ranges, Entry::place, new Compaction())) {
            log.forEach((partition, times) -> {
                for (int i = 0; i <= times.size(); i++) {
                    consumer.addRecord(record(partition, i, i < times.size() ? times.get(i) : 0));
                }
            });
            for (Place place = merge.next(); place != null; place = merge.next()) {
                places.add(place.toString());
            }
        }
        return places;
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset, long time) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                time,
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                java.util.Optional.empty());
    }
}
