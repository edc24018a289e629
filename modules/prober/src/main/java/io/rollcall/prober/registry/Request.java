package io.rollcall.prober.registry;

import static java.util.Objects.requireNonNull;

/**
 * One request, whole: nothing is added on the way.
 *
 * @param path raw, with its query
 * @param accept null for none
 * @param authorization null for none
 * @param bound bytes of the answer's body that are read
 */
record Request(String method, Endpoint to, String path, String accept, String authorization, int bound) {
    Request {
        requireNonNull(method, "method is null");
        requireNonNull(to, "to is null");
        requireNonNull(path, "path is null");
    }

    /** Does not show what it is authorised by. */
    @Override
    public String toString() {
        return method + " " + to.url() + Shown.path(path);
    }
}
