package io.rollcall.replay.incident;

/** How a registry fares, as its answers say. */
public enum Health {
    /** It answers; few of its images, if any, are gone. */
    OK,
    /** It answers, and says of many images that they are gone. */
    MANY_ABSENT,
    /** It refuses our credentials. */
    DENIED,
    /** It asks to be left alone. */
    THROTTLED,
    /** It fails, or cannot be reached. */
    UNAVAILABLE,
    /** It failed so often that nothing was sent. */
    BREAKER_OPEN,
    /** Several of these at once, none of them most. */
    MIXED,
    /** Nothing was heard of it. */
    UNKNOWN
}
