package io.rollcall.replay.record;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;

/** Where a window begins or ends, as a person says it. */
public sealed interface Moment {
    /** At a time. */
    record At(Instant time) implements Moment {
        public At {
            requireNonNull(time, "time is null");
        }
    }

    /**
     * At these results.
     *
     * @param byPartition one or more
     */
    record Offsets(Map<Integer, Long> byPartition) implements Moment {
        public Offsets {
            byPartition = Map.copyOf(byPartition);
        }
    }
}
