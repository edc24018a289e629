package io.rollcall.standalone.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.standalone.cli.CommandException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A process with 256 MiB of heap that does one thing and says in one line of numbers what it came to. */
final class MeasuredProcess {

    private static final Duration STOP = Duration.ofSeconds(10);

    private MeasuredProcess() {}

    /** Runs a class's main. @return the numbers that it says */
    static double[] run(Class<?> main, String... args) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Xmn128m",
                "-Dlogback.configurationFile=io/rollcall/standalone/logback-command.xml",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        line.addAll(List.of(args));
        try (ChildProcess child =
                ChildProcess.start(new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT), STOP)) {
            String told =
                    new BufferedReader(new InputStreamReader(child.process().getInputStream(), UTF_8)).readLine();
            if (told == null) {
                throw CommandException.failed("the replay ended without a word; run it again with --debug to see why.");
            }
            return Arrays.stream(told.split(" ", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        }
    }
}
