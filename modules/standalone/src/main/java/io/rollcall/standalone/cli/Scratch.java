package io.rollcall.standalone.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A command's temporary directory, deleted with everything in it. */
public record Scratch(Path path) implements AutoCloseable {

    /** Makes one; {@code command} is part of its name. */
    public static Scratch create(String command) {
        try {
            return new Scratch(Files.createTempDirectory("rollcall-" + command + "-"));
        } catch (IOException e) {
            throw CommandException.failed(
                    "no temporary directory can be made (%s); make %s writable, or set JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR."
                            .formatted(e.getMessage(), System.getProperty("java.io.tmpdir")),
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(path)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.deleteIfExists(each);
        }
    }
}
