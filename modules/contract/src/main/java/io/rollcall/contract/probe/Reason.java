package io.rollcall.contract.probe;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Why a probe is inconclusive, what that says of the registry's health, and what a person can do. */
public enum Reason {
    /** 404 without a registry's error body, another success code, or a 200 without a manifest's headers. */
    NOT_A_REGISTRY(
            Counts.FAILURE,
            "what answered is not a registry; check the Service, ingress or proxy in front of it",
            "See who answers under that name: curl -ik https://HOST/v2/ gets 200 or 401 from a registry. Mend the"
                    + " Service, ingress or proxy in front of it, or connectTo, so that it leads to the registry."),
    /** 401, 403, or an empty 400 (how Distribution 3 with an access plugin says 403). */
    DENIED(
            Counts.SUCCESS,
            "the registry refused our credentials; check the docker config for this host",
            "Put a user who may pull, and the password that is right now, under this host into the file that"
                    + " dockerConfig names (DVCR: user node-puller, password passwordRO in the Secret dvcr-secrets);"
                    + " the file is read again when it changes. Where it is a token server that refused, the account is"
                    + " that server's; where it is one that may not see the password, name it in tokenHosts."),
    /** 429. */
    THROTTLED(
            Counts.SUCCESS,
            "the registry asked to be left alone for a while",
            "Nothing, if it passes: Retry-After is kept to. If it stays, lower the registry's policy.rate."),
    /** 5xx. */
    SERVER_ERROR(
            Counts.FAILURE,
            "the registry failed inside; look at its log and its storage",
            "Look at the registry's log, then at its storage: is the volume mounted, not full, and readable by the"
                    + " registry's user? 502 to 504 come from a proxy that does not reach the registry."),
    /** No complete answer in time. */
    TIMEOUT(
            Counts.FAILURE,
            "the registry did not answer in time",
            "See whether the registry hangs or is overloaded, and whether a firewall or network policy swallows what is"
                    + " sent. If it is merely slow, raise policy.responseTimeout and policy.totalTimeout."),
    /** Nothing listens there. */
    CONNECTION_REFUSED(
            Counts.FAILURE,
            "nothing listens at the registry's address",
            "Start the registry, see that its Service has endpoints, and check the port in host or connectTo; a"
                    + " port-forward may have ended."),
    /** The connection broke off. */
    CONNECTION_RESET(
            Counts.FAILURE,
            "the connection to the registry broke off",
            "Nothing, if it passes. If it stays, see whether the registry is being killed and restarted (its memory"
                    + " limit?), and what proxy or firewall stands in between."),
    /** The host name has no address. */
    DNS_FAILURE(
            Counts.FAILURE,
            "the registry's host name has no address here",
            "Check the spelling of host. A Service's name is known inside its cluster alone; from outside set connectTo,"
                    + " such as to a port-forward."),
    /** No trusted TLS session. */
    TLS_FAILURE(
            Counts.FAILURE,
            "the registry's certificate is not trusted, not valid for its host, or expired; check its ca",
            "See what is served: openssl s_client -connect HOST:443. Renew a certificate that has expired, make host a"
                    + " name that stands in it, and put the CA that signed it into the file that ca names (DVCR: ca.crt in"
                    + " the Secret dvcr-tls); the file is read again when it changes. Where the port speaks plain HTTP, set"
                    + " plainHttp."),
    /** Any other trouble on the way. */
    UNREACHABLE(
            Counts.FAILURE,
            "the registry cannot be reached",
            "Check this machine's network, its routes and the network policies between here and the registry."
                    + " Where a proxy is named, see to that, or put the registry's host into NO_PROXY."),
    /** An answer that fits none of these. */
    UNEXPECTED_ANSWER(
            Counts.FAILURE,
            "the registry gave an answer that means nothing here",
            "Look at the status and at curl -ik https://HOST/v2/. A redirect is followed to configured registries"
                    + " alone: make host the place that it leads to, or add that to registries. A 400 to plain HTTP comes from a port that speaks TLS: take plainHttp out."),
    /** The reference does not parse. */
    BAD_REFERENCE(
            Counts.NOT_SENT,
            "the image reference does not parse",
            "Nothing was sent. Correct the reference: host[:port]/path:tag, in lower case and without a scheme."),
    /** The reference names a host outside the configured registries. */
    NOT_ALLOWED(
            Counts.NOT_SENT,
            "the host is not one of the configured registries",
            "Nothing was sent. If this host is to be asked, add it to registries; no other host ever is."),
    /** The circuit breaker is open. */
    CIRCUIT_OPEN(
            Counts.NOT_SENT,
            "the registry has failed often enough to be left alone for now",
            "Nothing was sent, and it is tried again by itself. What is wrong is what the failures before it say."),
    /** A reason of a later version. */
    @JsonEnumDefaultValue
    UNRECOGNISED(
            Counts.NOT_SENT,
            "a newer version's reason",
            "Upgrade what reads this to the version of the prober that wrote it.");

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
    private final String help;

    Reason(Counts counts, String inWords, String help) {
        this.counts = counts;
        this.inWords = inWords;
        this.help = help;
    }

    /** @return what the circuit breaker counts it as */
    public Counts counts() {
        return counts;
    }

    /** @return a clause for a person: what happened, and what to look at */
    public String inWords() {
        return inWords;
    }

    /** @return sentences for a person: what to do about it. Names of settings are those of a registry's entry */
    public String help() {
        return help;
    }
}
