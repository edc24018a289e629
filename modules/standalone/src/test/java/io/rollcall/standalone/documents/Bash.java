package io.rollcall.standalone.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A run of bash that has ended.
 *
 * @param output of both kinds
 */
record Bash(int exitCode, String output) {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Runs the script as a file in this directory, with these variables added to the environment. */
    static Bash run(Path directory, Map<String, String> environment, String script, String... options) {
        try {
            Path output = directory.resolve("output");
            List<String> line = new ArrayList<>(List.of("bash"));
            line.addAll(Arrays.asList(options));
            line.add(Files.writeString(directory.resolve("script"), script).toString());
            ProcessBuilder builder = new ProcessBuilder(line)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            try {
                boolean ended = process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                if (!ended) {
                    throw new AssertionError("still running after " + PATIENCE + ": " + Files.readString(output));
                }
                return new Bash(process.exitValue(), Files.readString(output));
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Whether the program is on the PATH. */
    static boolean finds(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, program)));
    }
}
