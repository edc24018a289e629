package io.rollcall.prober.registry;

import io.rollcall.contract.probe.Reason;

/** What came of one request. */
sealed interface Outcome {
    /** An answer. */
    record Replied(Reply reply) implements Outcome {}

    /**
     * Nothing was sent, because what the registry is set up with is of no use.
     *
     * @param why what is wrong, and the fix
     */
    record NotSent(Reason reason, String why) implements Outcome {}

    /**
     * No answer.
     *
     * @param connected whether there was a connection, its TLS session included
     * @param stale whether it was a connection kept from an earlier request that turned out to be dead before any answer
     */
    record Failed(Throwable error, boolean connected, boolean stale) implements Outcome {}
}
