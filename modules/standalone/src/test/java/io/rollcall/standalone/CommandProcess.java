package io.rollcall.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A command in a process of its own, as the launcher starts it. Killed on close if it still runs. */
public final class CommandProcess implements AutoCloseable {

    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Process process;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();

    private final List<Thread> readers;

    private CommandProcess(Process process) {
        this.process = process;
        this.readers = List.of(follow(process.getInputStream(), out), follow(process.getErrorStream(), err));
    }

    /** Starts it, with none of this process's {@code ROLLCALL_} variables. */
    public static CommandProcess start(String... args) {
        return startWith(List.of(), args);
    }

    /** The same, with options for its JVM. */
    public static CommandProcess startWith(List<String> options, String... args) {
        return startIn(Map.of(), options, args);
    }

    /** The same, with variables added to its environment. */
    public static CommandProcess startIn(Map<String, String> environment, List<String> options, String... args) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m"));
        line.addAll(options);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), RollcallMain.class.getName()));
        line.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().keySet().removeIf(name -> name.startsWith("ROLLCALL_"));
        builder.environment().putAll(environment);
        try {
            return new CommandProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another program, in this directory and with these variables alone. */
    public static CommandProcess startProgram(Map<String, String> environment, Path directory, List<String> line) {
        ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new CommandProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread follow(InputStream stream, List<String> lines) {
        Thread reader = new Thread(() -> {
            try (BufferedReader text = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
                text.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException e) {
                lines.add("cannot be read: " + e);
            }
        });
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    /** Waits for a line of standard output in which the pattern is found. */
    public void awaitOut(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        await("\"" + pattern + "\" on standard output")
                .atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> {
                    if (out.stream().noneMatch(line -> wanted.matcher(line).find())) {
                        throw new AssertionError(seen());
                    }
                });
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGINT, as Ctrl-C sends it. */
    public void interrupt() {
        signal("INT");
    }

    /** SIGSTOP: it stands still in its tracks, and hears nothing but SIGKILL. */
    public void pause() {
        signal("STOP");
    }

    /** SIGCONT: it goes on as if nothing had been. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** SIGKILL, and waits until it is gone: nothing of it ran after this returns. */
    public void kill() {
        process.destroyForcibly();
        exitCode(Duration.ofSeconds(30));
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The processes that it has started, directly or not. */
    public List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    /** Waits for the end, and for what was written before it; how it ended. */
    public int exitCode(Duration within) {
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("still running after " + within + "; " + seen());
            }
            for (Thread reader : readers) {
                reader.join(LAST_WORDS.toMillis()); // a child that lives on may hold the stream open
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Standard output so far. */
    public List<String> out() {
        return List.copyOf(out);
    }

    /** Standard error so far. */
    public List<String> err() {
        return List.copyOf(err);
    }

    private String seen() {
        return "standard output:\n%s\nstandard error:\n%s".formatted(String.join("\n", out), String.join("\n", err));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
