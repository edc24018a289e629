package io.rollcall.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real broker in a process of its own, so that it can be killed. What it stored stays in its directory. */
public final class BrokerProcess implements AutoCloseable {

    private final ChildProcess process;
    private final String bootstrapServers;

    private BrokerProcess(ChildProcess process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    /** Starts one on a free port; returns when it takes requests. Its log is {@code broker.log}, beside the directory. */
    public static BrokerProcess start(Path directory) {
        return startAt(directory, 0);
    }

    /**
     * Starts one where its clients look for it, whatever was there before.
     *
     * @param port 0 takes any free one
     * @throws SandboxException if it does not start
     */
    public static BrokerProcess startAt(Path directory, int port) {
        List<String> line = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                EmbeddedBrokerMain.class.getName(),
                directory.toString(),
                Integer.toString(port));
        Path log = directory.resolveSibling("broker.log");
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ChildProcess process = ChildProcess.start(
                    "the broker", new ProcessBuilder(line).redirectError(Redirect.appendTo(log.toFile())));
            // its one line: the broker's own log goes to standard error, or nowhere
            String address = new BufferedReader(new InputStreamReader(process.output(), UTF_8)).readLine();
            if (address == null || !address.startsWith("127.0.0.1:")) {
                process.kill();
                throw new SandboxException("The broker does not start (it said: %s): see %s.".formatted(address, log));
            }
            return new BrokerProcess(process, address);
        } catch (IOException e) {
            throw new SandboxException("The broker cannot be run (%s): see %s.".formatted(e, log), e);
        }
    }

    /** What clients set as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** SIGKILL, and waits until it is gone. */
    public void kill() {
        process.kill();
    }

    /** SIGTERM, and waits until it has ended, orderly if it does within the time. */
    public void stop(Duration within) {
        process.stop(within);
    }

    /** SIGKILL. */
    @Override
    public void close() {
        process.kill();
    }
}
