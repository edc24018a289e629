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
import java.util.List;
import java.util.Optional;

/**
 * Distribution itself, as Debian packages it ({@code docker-registry}), in a process of its own that ends with this JVM.
 * It keeps its port and its storage when it is stopped and started again. Not safe for use by several threads.
 */
public final class DockerRegistry implements Registry {

    private static final String PROGRAM = "docker-registry";
    private static final int ATTEMPTS = 3;

    private final List<String> program;
    private final RegistryFiles files;
    private final RegistrySetup setup;
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

    private DockerRegistry(Path program, Path directory, RegistrySetup setup) {
        this.program = command(program, setup);
        this.files = new RegistryFiles(directory, setup);
        this.setup = setup;
    }

    private static List<String> command(Path program, RegistrySetup setup) {
        return setup.user()
                .map(uid ->
                        List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups", program.toString()))
                .orElse(List.of(program.toString()));
    }

    /** The program on the PATH, if it is there. */
    public static Optional<Path> find() {
        return find(PROGRAM);
    }

    /** Whether this machine lets a registry run as another user: as root, and with {@code setpriv} on the PATH. */
    public static boolean canChangeUser() {
        return "root".equals(System.getProperty("user.name")) && find("setpriv").isPresent();
    }

    private static Optional<Path> find(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts one that speaks HTTP and asks for no password; returns when it listens. */
    public static DockerRegistry plain(Path directory) {
        return of(directory, RegistrySetup.plain());
    }

    /** Starts one behind TLS and Basic authentication (bcrypt, cost 5); returns when it listens. */
    public static DockerRegistry secured(Path directory, Security security) {
        return of(directory, RegistrySetup.plain().with(security));
    }

    /** Starts one that is set up so; returns when it listens. */
    public static DockerRegistry of(Path directory, RegistrySetup setup) {
        Path program = find().orElseThrow(() -> new SandboxException(
                "There is no docker-registry on the PATH: install it (sudo apt-get install docker-registry)."));
        DockerRegistry registry = new DockerRegistry(program, directory, setup);
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
        client = newClient();
    }

    private RegistryClient newClient() {
        return setup.security()
                .map(s -> RegistryClient.secured(host(), s.certificate().ca(), s.user(), s.password()))
                .or(() -> setup.tls().map(certificate -> RegistryClient.overTls(host(), certificate.ca())))
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

    /** Deletes manifests that no tag names, and blobs that no manifest names; the registry may run meanwhile. */
    public void collectGarbage() {
        RegistryProcess.run(
                program, "garbage-collect", "-m", files.configuration().toString());
    }

    /** Where it keeps everything, as Distribution's filesystem driver lays it out. */
    public Path storage() {
        return files.storage();
    }

    /** Ends the process: connections are refused. Port and storage stay. */
    public void stop() {
        process.stop();
    }

    /** Stops it in its tracks (SIGSTOP): connections are taken, and never answered. */
    public void pause() {
        process.pause();
    }

    /** Lets it go on after {@link #pause()}. */
    public void resume() {
        process.resume();
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
