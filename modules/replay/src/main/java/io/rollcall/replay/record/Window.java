package io.rollcall.replay.record;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;

/**
 * The stretch that is asked about.
 *
 * @param from its begin
 * @param to its end, which is not in it
 * @param fromOffsets of the results, by partition, where the begin was given so: partitions that are not named go by time
 * @param toOffsets the same of the end; the offset itself is not in the window
 */
public record Window(Instant from, Instant to, Map<Integer, Long> fromOffsets, Map<Integer, Long> toOffsets) {
    public Window {
        requireNonNull(from, "from is null");
        requireNonNull(to, "to is null");
        fromOffsets = Map.copyOf(fromOffsets);
        toOffsets = Map.copyOf(toOffsets);
        if (!from.isBefore(to)) {
            throw new BadRecordException(
                    "the window ends at %s, not after it begins, at %s; give an earlier --from or a".formatted(to, from)
                            + " later --to");
        }
    }

    /** By time alone. */
    public static Window of(Instant from, Instant to) {
        return new Window(from, to, Map.of(), Map.of());
    }
}
