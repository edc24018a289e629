package io.rollcall.watcher.rule;

/** What a GET of one object, asked of the API server and of no cache, came to. */
public sealed interface Answer {
    /** The object exists. */
    record Found(Seen object) implements Answer {}

    /** The API server serves the kind, and has no object of that name. */
    record NotFound() implements Answer {}

    /**
     * Nothing is known.
     *
     * @param reason one clause for a person
     */
    record Failed(String reason) implements Answer {}
}
