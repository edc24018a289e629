package io.rollcall.standalone.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.sandbox.EmbeddedBrokerMain;
import io.rollcall.standalone.cli.CommandException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A broker in a process of its own, which ends with this one. */
final class BrokerProcess implements AutoCloseable {

    private static final int STOP_SECONDS = 10;

    private final Process process;
    private final Thread hook;
    private final String servers;

    private BrokerProcess(Process process, Thread hook, String servers) {
        this.process = process;
        this.hook = hook;
        this.servers = servers;
    }

    /** Returns when it takes requests. */
    static BrokerProcess start(Path directory) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-Dlogback.configurationFile=io/rollcall/standalone/logback-command.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedBrokerMain.class.getName(),
                        directory.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Thread hook = new Thread(process::destroyForcibly, "broker-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        String servers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
        BrokerProcess broker = new BrokerProcess(process, hook, servers);
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
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            process.destroyForcibly(); // the JVM is ending, and runs the hook itself
        }
    }
}
