package io.rollcall.replay.incident;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** How many images were in phase ImageLost from then on. */
public record LostCount(Instant at, long lost) {
    public LostCount {
        requireNonNull(at, "at is null");
    }
}
