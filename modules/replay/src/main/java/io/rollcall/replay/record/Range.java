package io.rollcall.replay.record;

import static java.util.Objects.requireNonNull;

import org.apache.kafka.common.TopicPartition;

/**
 * A stretch of a partition.
 *
 * @param end the offset behind its last record
 */
record Range(TopicPartition partition, Sort sort, long start, long end) {
    Range {
        requireNonNull(partition, "partition is null");
        requireNonNull(sort, "sort is null");
    }

    long length() {
        return Math.max(0, end - start);
    }
}
