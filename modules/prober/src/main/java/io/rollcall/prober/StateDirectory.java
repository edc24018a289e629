package io.rollcall.prober;

import static java.util.Objects.requireNonNull;

import io.rollcall.runtime.config.ProberConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where Kafka Streams keeps its locks. The stores are in memory, so nothing in it outlives the process: without a configured
 * one each process has one of its own, and two on one machine are not in each other's way.
 */
final class StateDirectory implements AutoCloseable {
    private final Path path;
    private final boolean ours;

    private StateDirectory(Path path, boolean ours) {
        this.path = requireNonNull(path, "path is null");
        this.ours = ours;
    }

    /** @throws UncheckedIOException if none can be made */
    static StateDirectory of(ProberConfig config) {
        return config.stateDir().map(path -> new StateDirectory(path, false)).orElseGet(() -> {
            try {
                return new StateDirectory(Files.createTempDirectory("rollcall-prober-"), true);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "no directory can be made in " + System.getProperty("java.io.tmpdir") + "; set prober.stateDir",
                        e);
            }
        });
    }

    Path path() {
        return path;
    }

    /** Deletes it, if it was made here. */
    @Override
    public void close() {
        if (!ours) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
