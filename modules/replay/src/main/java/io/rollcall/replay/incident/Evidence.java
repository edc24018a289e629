package io.rollcall.replay.incident;

import static java.util.Objects.requireNonNull;

/** Something that was seen, and how often. */
public record Evidence(String text, long count) {
    public Evidence {
        requireNonNull(text, "text is null");
    }
}
