package io.rollcall.standalone.bench;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Where a bench works.
 *
 * @param directory for its files; deleted by the caller
 * @param step is told what is done now
 */
record Site(Path directory, Consumer<String> step, AtomicInteger directories) {

    Site {
        requireNonNull(directory, "directory is null");
        requireNonNull(step, "step is null");
        requireNonNull(directories, "directories is null");
    }

    Site(Path directory, Consumer<String> step) {
        this(directory, step, new AtomicInteger());
    }

    /** A path for a part's files, each time another. */
    Path of(String part) {
        return directory.resolve(part + "-" + directories.incrementAndGet());
    }

    void now(String what) {
        step.accept(what);
    }
}
