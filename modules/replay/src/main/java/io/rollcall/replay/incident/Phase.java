package io.rollcall.replay.incident;

/** An image's phase, as far as it matters here. */
public enum Phase {
    READY,
    IMAGE_LOST,
    /** The object is gone. */
    DELETED,
    /** Its owner took it out. */
    SUSPENDED,
    /** Any other phase. */
    OTHER,
    /** No record says. */
    UNKNOWN
}
