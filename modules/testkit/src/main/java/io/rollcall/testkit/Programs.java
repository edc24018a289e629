package io.rollcall.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The programs of this machine. */
final class Programs {

    private static final String ELSEWHERE = "/usr/sbin:/usr/local/sbin"; // not on everybody's PATH

    private Programs() {}

    /** The program of this name on the PATH, or where the system's own are. */
    static Optional<Path> find(String program) {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + ELSEWHERE;
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
