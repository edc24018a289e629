package io.rollcall.standalone.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.sandbox.EmbeddedBrokerMain;
import io.rollcall.standalone.cli.CommandException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A broker in a process of its own, which ends with this one. */
final class BrokerProcess implements AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(10);

    private final ChildProcess process;
    private final String servers;

    private BrokerProcess(ChildProcess process, String servers) {
        this.process = process;
        this.servers = servers;
    }

    /** Returns when it takes requests. */
    static BrokerProcess start(Path directory) throws IOException {
        ChildProcess process = ChildProcess.start(
                new ProcessBuilder(List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:+UseSerialGC",
                                "-Xmx512m",
                                "-Dlogback.configurationFile=io/rollcall/standalone/logback-command.xml",
                                "-cp",
                                System.getProperty("java.class.path"),
                                EmbeddedBrokerMain.class.getName(),
                                directory.toString()))
                        .redirectError(ProcessBuilder.Redirect.DISCARD),
                STOP);
        String servers =
                new BufferedReader(new InputStreamReader(process.process().getInputStream(), UTF_8)).readLine();
        BrokerProcess broker = new BrokerProcess(process, servers);
        if (servers == null || !servers.startsWith("127.0.0.1:")) {
            broker.close();
            throw CommandException.failed(
                    "the broker does not start (it said: %s); try it with rollcall sandbox.".formatted(servers));
        }
        return broker;
    }

    String servers() {
        return servers;
    }

    @Override
    public void close() {
        process.close();
    }
}
