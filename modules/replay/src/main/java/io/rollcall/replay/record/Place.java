package io.rollcall.replay.record;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Where a record stands.
 *
 * @param timestamp as the broker has it, in milliseconds
 */
public record Place(Sort sort, int partition, long offset, long timestamp) {
    public Place {
        requireNonNull(sort, "sort is null");
    }

    /** When it was put there. */
    public Instant at() {
        return Instant.ofEpochMilli(timestamp);
    }

    @Override
    public String toString() {
        return sort.wireName() + "-" + partition + "@" + offset;
    }
}
