package io.rollcall.standalone.bench;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Where a bench works.
 *
 * @param directory for its files; deleted by the caller
 * @param step is told what is done now
 * @param trouble is told, in a sentence that names the fix, what went wrong and does not touch the figures
 * @param servers of a broker that runs already; empty where each bench starts its own
 * @param kubeconfig of a real API server; empty for the sandbox's
 * @param parts counts what was given a path
 */
record Site(
        Path directory,
        Consumer<String> step,
        Consumer<String> trouble,
        Optional<String> servers,
        Optional<Path> kubeconfig,
        AtomicInteger parts) {

    Site {
        requireNonNull(directory, "directory is null");
        requireNonNull(step, "step is null");
        requireNonNull(trouble, "trouble is null");
        requireNonNull(servers, "servers is null");
        requireNonNull(kubeconfig, "kubeconfig is null");
        requireNonNull(parts, "parts is null");
    }

    Site(Path directory, Consumer<String> step, Consumer<String> trouble) {
        this(directory, step, trouble, Optional.empty(), Optional.empty(), new AtomicInteger());
    }

    /** On a broker that stays the caller's. */
    Site on(String running) {
        return new Site(directory, step, trouble, Optional.of(running), kubeconfig, parts);
    }

    /** With the API server that this file names, where it names one. */
    Site at(Optional<Path> file) {
        return new Site(directory, step, trouble, servers, file, parts);
    }

    /** A path for a part's files, each time another. */
    Path of(String part) {
        return directory.resolve(part + "-" + parts.incrementAndGet());
    }

    void now(String what) {
        step.accept(what);
    }
}
