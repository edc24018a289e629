package io.rollcall.watcher.rule;

/** What a GET's answer calls for. */
public enum Settlement {
    /** Publish what the GET found. */
    PUBLISH,
    /** Write a tombstone. */
    TOMBSTONE,
    /** The log says it already. */
    LEAVE,
    /** Nothing was learned: ask again, later. */
    ASK_AGAIN
}
