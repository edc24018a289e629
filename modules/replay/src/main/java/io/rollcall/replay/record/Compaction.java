package io.rollcall.replay.record;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Notices what is missing among the states of images: a broker keeps all of them for a while, and then each image's last. Their
 * one writer needs no transactions, so each offset was a record once.
 */
final class Compaction {
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private long until = Long.MIN_VALUE;

    /** A range is read, behind what was read before of its partition. */
    void begin(Range range) {
        next.putIfAbsent(range.partition(), range.start());
    }

    /** A record was read, the next that is there. */
    void passed(TopicPartition partition, long offset, long timestamp) {
        Long expected = next.put(partition, offset + 1);
        if (expected != null && offset > expected) {
            until = Math.max(until, timestamp);
        }
    }

    /**
     * All was read. @return the time of the last record before which some are missing, that of the window's end where they are
     * missing before it; empty where that is not in the window
     */
    Optional<Instant> until(Window window, List<Range> records) {
        boolean atTheEnd = records.stream()
                .anyMatch(it -> it.sort() == Sort.IMAGES && next.getOrDefault(it.partition(), it.end()) < it.end());
        Instant last = atTheEnd ? window.to() : Instant.ofEpochMilli(until);
        return (until == Long.MIN_VALUE && !atTheEnd) || !last.isAfter(window.from())
                ? Optional.empty()
                : Optional.of(last);
    }
}
