package io.rollcall.contract.probe;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Why a probe is inconclusive, what that says of the registry's health, and what a person can do. */
public enum Reason {
    /** 404 without a registry's error body, another success code, or a 200 without a manifest's headers. */
    NOT_A_REGISTRY(
            Counts.FAILURE, "what answered is not a registry; check the Service, ingress or proxy in front of it"),
    /** 401, 403, or an empty 400 (how Distribution 3 with an access plugin says 403). */
    DENIED(Counts.SUCCESS, "the registry refused our credentials; check the docker config for this host"),
    /** 429. */
    THROTTLED(Counts.SUCCESS, "the registry asked to be left alone for a while"),
    /** 5xx. */
    SERVER_ERROR(Counts.FAILURE, "the registry failed inside; look at its log and its storage"),
    /** No complete answer in time. */
    TIMEOUT(Counts.FAILURE, "the registry did not answer in time"),
    /** Nothing listens there. */
    CONNECTION_REFUSED(Counts.FAILURE, "nothing listens at the registry's address"),
    /** The connection broke off. */
    CONNECTION_RESET(Counts.FAILURE, "the connection to the registry broke off"),
    /** The host name has no address. */
    DNS_FAILURE(Counts.FAILURE, "the registry's host name has no address here"),
    /** No trusted TLS session. */
    TLS_FAILURE(
            Counts.FAILURE,
            "the registry's certificate is not trusted, not valid for its host, or expired; check its ca"),
    /** Any other trouble on the way. */
    UNREACHABLE(Counts.FAILURE, "the registry cannot be reached"),
    /** An answer that fits none of these. */
    UNEXPECTED_ANSWER(Counts.FAILURE, "the registry gave an answer that means nothing here"),
    /** The reference does not parse. */
    BAD_REFERENCE(Counts.NOT_SENT, "the image reference does not parse"),
    /** The reference names a host outside the configured registries. */
    NOT_ALLOWED(Counts.NOT_SENT, "the host is not one of the configured registries"),
    /** The circuit breaker is open. */
    CIRCUIT_OPEN(Counts.NOT_SENT, "the registry has failed often enough to be left alone for now"),
    /** A reason of a later version. */
    @JsonEnumDefaultValue
    UNRECOGNISED(Counts.NOT_SENT, "a newer version's reason");

    /** What a probe says of the registry's own health. */
    public enum Counts {
        /** It answered as a registry does. */
        SUCCESS,
        /** It did not. */
        FAILURE,
        /** Nothing was sent. */
        NOT_SENT
    }

    private final Counts counts;
    private final String inWords;

    Reason(Counts counts, String inWords) {
        this.counts = counts;
        this.inWords = inWords;
    }

    /** @return what the circuit breaker counts it as */
    public Counts counts() {
        return counts;
    }

    /** @return a clause for a person: what happened, and what to look at */
    public String inWords() {
        return inWords;
    }
}
