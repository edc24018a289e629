package io.rollcall.statuswriter.kube;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/** What the API server answered, or that it did not. */
public sealed interface ApiAnswer {
    /** @return the name in metrics */
    String outcome();

    /** @return what the server, or the way to it, says of it; empty where there is nothing to say */
    default String message() {
        return "";
    }

    /** @return how long the server asks to be left alone; empty where it does not */
    default Optional<Duration> retryAfter() {
        return Optional.empty();
    }

    /**
     * It is done.
     *
     * @param body the object as it stands now
     */
    record Ok(JsonNode body) implements ApiAnswer {
        public Ok {
            requireNonNull(body, "body is null");
        }

        @Override
        public String outcome() {
            return "ok";
        }
    }

    /** There is no such object, namespace or subresource. */
    record NotFound(String message) implements ApiAnswer {
        @Override
        public String outcome() {
            return "not_found";
        }
    }

    /** The object was written since it was read, or there is one of that name already. */
    record Conflict(String message) implements ApiAnswer {
        @Override
        public String outcome() {
            return "conflict";
        }
    }

    /** What was sent will never be taken. */
    record Invalid(String message) implements ApiAnswer {
        @Override
        public String outcome() {
            return "invalid";
        }
    }

    /**
     * A right is missing, or an admission policy denies it.
     *
     * @param terminating whether it is only that the namespace is being deleted
     */
    record Forbidden(String message, boolean terminating) implements ApiAnswer {
        @Override
        public String outcome() {
            return "forbidden";
        }
    }

    /** The server does not know us. */
    record Unauthenticated(String message) implements ApiAnswer {
        @Override
        public String outcome() {
            return "unauthenticated";
        }
    }

    /** The server has too much to do, and did not even begin with the call: 429. */
    record Throttled(String message, Optional<Duration> retryAfter) implements ApiAnswer {
        @Override
        public String outcome() {
            return "throttled";
        }
    }

    /** No answer, or one of a server in trouble. Whether the call took effect is unknown. */
    record Unavailable(String message, Optional<Duration> retryAfter) implements ApiAnswer {
        /** No answer, and so no wish to be left alone. */
        public Unavailable(String message) {
            this(message, Optional.empty());
        }

        @Override
        public String outcome() {
            return "unavailable";
        }
    }
}
