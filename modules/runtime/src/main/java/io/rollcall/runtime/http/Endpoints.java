package io.rollcall.runtime.http;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The paths at which a process's services are called. Safe for use by several threads; a path may come after the edge. */
public final class Endpoints {

    private final Map<String, Endpoint> byPath = new ConcurrentHashMap<>();

    /** Answers calls of exactly this path from now on. */
    public void serve(String path, Endpoint endpoint) {
        byPath.put(requireNonNull(path, "path is null"), requireNonNull(endpoint, "endpoint is null"));
    }

    Optional<Endpoint> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }
}
