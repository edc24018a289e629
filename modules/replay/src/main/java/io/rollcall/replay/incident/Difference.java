package io.rollcall.replay.incident;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A decision that comes out otherwise when it is made again.
 *
 * @param image its key
 * @param recorded what the bus says was decided
 * @param decided what the rules decide now
 * @param inputs what each side went by
 */
public record Difference(String image, Instant at, String recorded, String decided, String inputs) {
    public Difference {
        requireNonNull(image, "image is null");
        requireNonNull(at, "at is null");
        requireNonNull(recorded, "recorded is null");
        requireNonNull(decided, "decided is null");
        requireNonNull(inputs, "inputs is null");
    }
}
