package io.rollcall.sandbox;

import static java.util.Objects.requireNonNull;

import io.rollcall.sandbox.Certificates.ServerCertificate;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Distribution itself, as Debian packages it ({@code docker-registry}), in a process of its own that ends with this JVM.
 * It keeps its port and its storage when it is stopped and started again. Not safe for use by several threads.
 */
public final class DockerRegistry implements Registry {

    private static final String PROGRAM = "docker-registry";
    private static final int ATTEMPTS = 3;

    private final Path program;
    private final RegistryFiles files;
    private final Optional<Security> security;
    private int port;
    private RegistryClient client;
    private RegistryProcess process;

    /** TLS with this certificate, and one user, who may do everything. */
    public record Security(ServerCertificate certificate, String user, String password) {
        public Security {
            requireNonNull(certificate, "certificate is null");
            requireNonNull(user, "user is null");
            requireNonNull(password, "password is null");
        }
    }

    private DockerRegistry(Path program, Path directory, Optional<Security> security) {
        this.program = program;
        this.files = new RegistryFiles(directory, security);
        this.security = security;
    }

    /** The program on the PATH, if it is there. */
    public static Optional<Path> find() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts one that speaks HTTP and asks for no password; returns when it listens. */
    public static DockerRegistry plain(Path directory) {
        return launch(directory, Optional.empty());
    }

    /** Starts one behind TLS and Basic authentication (bcrypt, cost 5); returns when it listens. */
    public static DockerRegistry secured(Path directory, Security security) {
        return launch(directory, Optional.of(security));
    }

    private static DockerRegistry launch(Path directory, Optional<Security> security) {
        Path program = find().orElseThrow(() -> new SandboxException(
                "There is no docker-registry on the PATH: install it (sudo apt-get install docker-registry)."));
        DockerRegistry registry = new DockerRegistry(program, directory, security);
        registry.files.create();
        registry.startOnFreePort();
        return registry;
    }

    // another process may take the port between its choice and its use
    private void startOnFreePort() {
        for (int attempt = 1; ; attempt++) {
            port = freePort();
            try {
                start(false);
                break;
            } catch (SandboxException e) {
                if (attempt == ATTEMPTS || !e.getMessage().contains("address already in use")) {
                    throw e;
                }
            }
        }
        client = security.map(
                        s -> RegistryClient.secured(host(), s.certificate().ca(), s.user(), s.password()))
                .orElseGet(() -> RegistryClient.plain(host()));
    }

    /** Starts it again where it was, after {@link #stop()}; returns when it listens. */
    public void start() {
        start(false);
    }

    /** Restarts it in maintenance: HEAD and GET are served, all else is answered 405. {@link #readWrite()} ends it. */
    public void readOnly() {
        stop();
        start(true);
    }

    /** Restarts it to take pushes again. */
    public void readWrite() {
        stop();
        start(false);
    }

    private void start(boolean readOnly) {
        process = RegistryProcess.start(program, files.configure(port, readOnly));
    }

    /** Ends the process: connections are refused. Port and storage stay. */
    public void stop() {
        process.stop();
    }

    /** Stops it in its tracks (SIGSTOP): connections are taken, and never answered. */
    public void pause() {
        process.signal("STOP");
    }

    /** Lets it go on after {@link #pause()}. */
    public void resume() {
        process.signal("CONT");
    }

    @Override
    public String host() {
        return "127.0.0.1:" + port;
    }

    @Override
    public RegistryClient client() {
        return client;
    }

    @Override
    public void loseStorage() {
        files.loseStorage();
    }

    @Override
    public void restoreStorage() {
        files.restoreStorage();
    }

    @Override
    public boolean isReal() {
        return true;
    }

    /** Ends the process. The directory is the caller's to delete. */
    @Override
    public void close() {
        process.stop();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new SandboxException("No loopback port is free (%s): end other servers.".formatted(e), e);
        }
    }
}
