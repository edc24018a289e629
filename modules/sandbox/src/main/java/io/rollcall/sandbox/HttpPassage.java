package io.rollcall.sandbox;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** What becomes of requests that pass through an {@link HttpProxy}. Asked by many threads at once; may let them wait. */
public interface HttpPassage {

    /** @return what becomes of a request that has not gone on to the server */
    Way before(Request request) throws InterruptedException;

    /** @return what becomes of the answer to a request that took effect */
    Way after(Request request) throws InterruptedException;

    /**
     * What passes.
     *
     * @param path with the query
     */
    record Request(String method, String path, String body) {
        public Request {
            requireNonNull(method, "method is null");
            requireNonNull(path, "path is null");
            requireNonNull(body, "body is null");
        }

        /** Whether it is a watch, whose answer has no end. */
        public boolean isWatch() {
            return path.contains("watch=true") || path.contains("watch=1");
        }

        /** Lets it go on as it is. */
        public Way on() {
            return new On(path);
        }
    }

    /** What becomes of a request, or of its answer. */
    sealed interface Way permits On, Answer, Drop {}

    /**
     * It goes on.
     *
     * @param path that the server is asked for
     */
    record On(String path) implements Way {}

    /** The client is answered this, whatever the server said. */
    record Answer(int status, Map<String, String> headers, String body) implements Way {
        public Answer {
            headers = Map.copyOf(headers);
            requireNonNull(body, "body is null");
        }
    }

    /** It ends here: its connection is closed. */
    record Drop() implements Way {}
}
