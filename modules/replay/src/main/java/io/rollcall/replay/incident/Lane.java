package io.rollcall.replay.incident;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** A stretch of time in which an image was in one phase. */
public record Lane(Instant from, Instant to, Phase phase) {
    public Lane {
        requireNonNull(from, "from is null");
        requireNonNull(to, "to is null");
        requireNonNull(phase, "phase is null");
    }
}
