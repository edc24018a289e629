package io.rollcall.testkit;

import io.rollcall.sandbox.DockerRegistry;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** Which real parts this machine has, and what to do about one that is missing. */
public final class RealParts {

    /** The number, from 1 on, of this JVM among those that run tests at once. */
    private static final String FORK = "rollcall.test.fork";

    private final Map<String, String> environment;
    private final int fork;

    RealParts(Map<String, String> environment) {
        this(environment, 1);
    }

    RealParts(Map<String, String> environment, int fork) {
        this.environment = Map.copyOf(environment);
        this.fork = fork;
    }

    /** The parts of this machine, with this process's environment. */
    public static RealParts ofThisMachine() {
        return new RealParts(System.getenv(), Integer.getInteger(FORK, 1));
    }

    /** Goes on only where {@code docker-registry} is on the PATH. */
    public void requireDockerRegistry() {
        require(
                DockerRegistry.find().isPresent(),
                "docker-registry is not on the PATH: install it (sudo apt-get install docker-registry).");
    }

    /** Goes on only where {@code nginx} is on the PATH or in /usr/sbin. */
    public void requireNginx() {
        require(Nginx.find().isPresent(), "nginx is not installed: install it (sudo apt-get install nginx-light).");
    }

    /** Goes on only where {@code chromium} and {@code chromedriver} are on the PATH. */
    public void requireChromium() {
        require(
                Chromium.browser().isPresent() && Chromium.driver().isPresent(),
                "chromium and chromedriver are not both on the PATH: install them"
                        + " (sudo apt-get install chromium chromium-driver).");
    }

    /**
     * The kubeconfig of a real API server, if {@code ROLLCALL_TEST_KUBECONFIG} names one. Where it names several, each JVM
     * that runs tests has its own: tests that change a CRD must not meet others.
     */
    public Optional<Path> kubeconfig() {
        List<Path> named = Stream.of(
                        environment.getOrDefault("ROLLCALL_TEST_KUBECONFIG", "").split(File.pathSeparator, -1))
                .filter(path -> !path.isBlank())
                .map(Path::of)
                .toList();
        return named.isEmpty() ? Optional.empty() : Optional.of(named.get((fork - 1) % named.size()));
    }

    /**
     * Goes on only where a real API server is named. It aborts even where real parts are required: the project has to
     * pass without one.
     */
    public void requireApiServer() {
        if (kubeconfig().isEmpty()) {
            throw new TestAbortedException("ROLLCALL_TEST_KUBECONFIG names no API server: set it to a kubeconfig.");
        }
    }

    /** Whether the broker is to come from Testcontainers ({@code ROLLCALL_TEST_KAFKA=testcontainers}). */
    boolean kafkaFromTestcontainers() {
        return "testcontainers".equals(environment.get("ROLLCALL_TEST_KAFKA"));
    }

    void require(boolean present, String message) {
        if (present) {
            return;
        }
        if (Boolean.parseBoolean(environment.get("ROLLCALL_REQUIRE_REAL"))) {
            throw new AssertionError(message);
        }
        throw new TestAbortedException(message);
    }
}
