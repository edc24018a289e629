package io.rollcall.prober.registry;

/** What came of one request. */
sealed interface Outcome {
    /** An answer. */
    record Replied(Reply reply) implements Outcome {}

    /**
     * No answer.
     *
     * @param connected whether there was a connection, its TLS session included
     * @param stale whether it was a connection kept from an earlier request that turned out to be dead before any answer
     */
    record Failed(Throwable error, boolean connected, boolean stale) implements Outcome {}
}
