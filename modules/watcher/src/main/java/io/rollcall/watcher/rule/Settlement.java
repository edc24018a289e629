package io.rollcall.watcher.rule;

/** What a GET's answer calls for. */
public enum Settlement {
    /** Publish what the GET found. */
    PUBLISH,
    /** The log says it of the same version in other words: publish what the GET found, once. */
    CORRECT,
    /** Write a tombstone. */
    TOMBSTONE,
    /** The log says it already, or it is not ours to say. */
    LEAVE,
    /** Nothing was learned: ask again, later. */
    ASK_AGAIN
}
