package io.rollcall.standalone.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The demo's files, in a temporary directory that is deleted with everything in it. */
final class Workspace {

    private static final String LOG = "rollcall.log";
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final Path directory;

    private Workspace(Path directory) {
        this.directory = directory;
    }

    /** Makes it, in the system's place for such. */
    static Workspace create() throws IOException {
        return new Workspace(Files.createTempDirectory("rollcall-demo-"));
    }

    Path directory() {
        return directory;
    }

    Path of(String part) {
        return directory.resolve(part);
    }

    /** What the services log. */
    Path log() {
        return of(LOG);
    }

    /**
     * Deletes everything, but for the log if it is to be kept. What another hand deletes meanwhile is no fault; what one
     * that is still ending adds meanwhile is deleted too, for a second.
     */
    void delete(boolean keepLog) throws IOException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            try {
                deleteOnce(keepLog);
                return;
            } catch (DirectoryNotEmptyException | UncheckedIOException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    private void deleteOnce(boolean keepLog) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(directory)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException e) {
            return;
        }
        for (Path path : deepestFirst) {
            if (!keepLog || !(path.equals(log()) || path.equals(directory))) {
                Files.deleteIfExists(path);
            }
        }
    }
}
