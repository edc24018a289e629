package io.rollcall.runtime.kafka;

import java.util.List;

/** What was heard behind a broker's port. */
sealed interface Door {
    /**
     * Kafka, without TLS.
     *
     * @param mechanisms of which a login must take one; empty where none is wanted
     */
    record Plain(List<String> mechanisms) implements Door {
        public Plain {
            mechanisms = List.copyOf(mechanisms);
        }
    }

    /** TLS, and whatever is behind it. */
    record Tls() implements Door {}

    /** Nothing, or nothing that is known. */
    record Silent() implements Door {}
}
