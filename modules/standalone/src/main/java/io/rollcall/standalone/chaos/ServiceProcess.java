package io.rollcall.standalone.chaos;

import static java.util.Objects.requireNonNull;

import io.rollcall.sandbox.ChildProcess;
import io.rollcall.sandbox.SandboxException;
import io.rollcall.standalone.RollcallMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One service in a process of its own, as a pod runs it, and what it says of itself over HTTP. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);
    private static final Pattern ADDRESS = Pattern.compile("msg=\"starting\".*address=\"?[^:]*:(\\d+)");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(ANSWERS_WITHIN).build();

    private final ChildProcess process;
    private final Path log;

    private ServiceProcess(ChildProcess process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it, with none of this process's {@code ROLLCALL_} variables; returns at once.
     *
     * @param log is written anew; what an earlier process wrote there stands beside it, {@code .1} the first
     */
    public static ServiceProcess start(String service, Map<String, String> environment, Path log) {
        requireNonNull(service, "service is null");
        // a small JVM that is quick to start; the log as in a pod, whatever log setup this process has
        ProcessBuilder line = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx160m",
                        "-Dlogback.configurationFile=logback.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RollcallMain.class.getName(),
                        service)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()));
        line.environment().keySet().removeIf(name -> name.startsWith("ROLLCALL_"));
        line.environment().putAll(environment);
        try {
            keep(log);
            return new ServiceProcess(ChildProcess.start(service, line), log);
        } catch (IOException e) {
            throw new SandboxException("The %s cannot be run (%s): see %s.".formatted(service, e, log), e);
        }
    }

    private static void keep(Path log) throws IOException {
        for (int number = 1; Files.exists(log); number++) {
            Path kept = log.resolveSibling(log.getFileName() + "." + number);
            if (Files.notExists(kept)) {
                Files.move(log, kept);
            }
        }
    }

    /** Whether it says that it is ready. */
    public boolean isReady() {
        return report().contains("\"ready\" : true");
    }

    /** What {@code /readyz} answers; empty where it does not listen yet, or not any more. */
    public String report() {
        Optional<String> port = port();
        if (port.isEmpty()) {
            return "";
        }
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.get() + "/readyz"))
                                    .timeout(ANSWERS_WITHIN)
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private Optional<String> port() {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(ADDRESS::matcher)
                    .filter(Matcher::find)
                    .map(found -> found.group(1))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it logged so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it still runs, or stands still. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL, and waits until it is gone. */
    public void kill() {
        process.kill();
    }

    /** SIGSTOP. */
    public void pause() {
        process.pause();
    }

    /** SIGCONT. */
    public void resume() {
        process.resume();
    }

    /** SIGTERM, and SIGKILL if it has not ended in time. */
    public void stop(Duration within) {
        process.stop(within);
    }

    /** SIGKILL. */
    @Override
    public void close() {
        process.kill();
    }
}
