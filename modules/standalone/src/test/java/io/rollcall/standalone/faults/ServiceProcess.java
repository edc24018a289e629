package io.rollcall.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** One service in a process of its own, for a test that waits for what it says. */
final class ServiceProcess implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);

    private final String name;
    private final Path file;
    private final io.rollcall.standalone.chaos.ServiceProcess process;

    private ServiceProcess(String name, Map<String, String> environment) throws IOException {
        this.name = name;
        this.file = Files.createTempFile("rollcall-" + name, ".log");
        this.process = io.rollcall.standalone.chaos.ServiceProcess.start(name, environment, file);
    }

    static ServiceProcess start(String service, Map<String, String> environment) {
        try {
            return new ServiceProcess(service, environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says that it is ready. */
    ServiceProcess awaitReady() {
        await(name + " is ready")
                .atMost(STARTS_WITHIN)
                .failFast(name + " has ended", () -> !isAlive())
                .untilAsserted(
                        () -> assertThat(report()).as("%s%n%s", name, log()).contains("\"ready\" : true"));
        return this;
    }

    /** Waits until it says that it is not, in these words. */
    void awaitUnready(String words) {
        await(name + " says " + words).atMost(STARTS_WITHIN).untilAsserted(() -> assertThat(report())
                .as("%s%n%s", name, log())
                .contains("\"ready\" : false")
                .contains(words));
    }

    /** What {@code /readyz} answers; empty where it does not listen yet, or not any more. */
    String report() {
        return process.report();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL. */
    void kill() {
        process.kill();
    }

    /** SIGSTOP. */
    void pause() {
        process.pause();
    }

    /** SIGCONT. */
    void resume() {
        process.resume();
    }

    String log() {
        return process.log();
    }

    @Override
    public void close() {
        process.close();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
