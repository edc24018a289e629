package io.rollcall.standalone.faults;

import io.rollcall.testkit.CountingRegistry.Visit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** What nginx wrote of the HEADs that reached it, to the millisecond. */
final class AccessLog {
    /** Names this log in a site. */
    static final String DIRECTIVE = "access_log $directory/visits.log visits;";

    private final Path file;

    /** @param directory nginx's */
    AccessLog(Path directory) {
        this.file = directory.resolve("visits.log");
    }

    List<Visit> visits() {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.split(" "))
                    .filter(words -> words.length == 5 && words[2].equals("HEAD"))
                    .map(AccessLog::visit)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Visit visit(String... words) {
        long to = Math.round(Double.parseDouble(words[0]) * 1000);
        long from = to - Math.round(Double.parseDouble(words[1]) * 1000);
        String image = words[3].replaceFirst("/v2/(.+)/manifests/(.+)", "$1:$2");
        return new Visit("nginx", image, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to));
    }
}
