package io.rollcall.replay.incident;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** One thing that happened to an image. */
public record StoryLine(Instant at, What what, String text) {
    /** What sort of thing it is. */
    public enum What {
        /** A probe's answer. */
        VERDICT,
        /** The rules made something of it. */
        DECISION,
        /** It was written to the object. */
        WRITTEN,
        /** It would have been written. */
        OBSERVED,
        /** A Kubernetes Event. */
        EVENT,
        /** An alert on the bus. */
        ALERT,
        /** Somebody asked for a probe. */
        REQUEST,
        /** The object changed. */
        STATE,
        /** About the story itself. */
        NOTE
    }

    public StoryLine {
        requireNonNull(at, "at is null");
        requireNonNull(what, "what is null");
        requireNonNull(text, "text is null");
    }
}
