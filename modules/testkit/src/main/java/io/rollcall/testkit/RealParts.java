package io.rollcall.testkit;

import io.rollcall.sandbox.DockerRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** Which real parts this machine has, and what to do about one that is missing. */
public final class RealParts {

    private final Map<String, String> environment;

    RealParts(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The parts of this machine, with this process's environment. */
    public static RealParts ofThisMachine() {
        return new RealParts(System.getenv());
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

    /** The kubeconfig of a real API server, if {@code ROLLCALL_TEST_KUBECONFIG} names one. */
    public Optional<Path> kubeconfig() {
        return Optional.ofNullable(environment.get("ROLLCALL_TEST_KUBECONFIG"))
                .filter(path -> !path.isBlank())
                .map(Path::of);
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
