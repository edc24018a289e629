package io.rollcall.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.rollcall.sandbox.Certificates.ServerCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A real nginx on loopback, which is what often stands in front of a registry. One process, with a configuration of its
 * own; the machine's is not read. It serves several sites, told apart by the host name that is asked for, and keeps its
 * ports when it is given others. Not safe for use by several threads.
 */
public final class Nginx implements AutoCloseable {

    private static final String PROGRAM = "nginx";
    private static final int ATTEMPTS = 3;

    private static final String CONFIGURATION = """
            daemon off;
            master_process off;
            pid DIR/nginx.pid;
            error_log stderr notice;
            events { worker_connections 256; }
            http {
              access_log off;
              log_format visits '$msec $request_time $request_method $request_uri $status';
              server_names_hash_bucket_size 128;
              client_body_temp_path DIR/body;
              proxy_temp_path DIR/proxy;
              fastcgi_temp_path DIR/fastcgi;
              uwsgi_temp_path DIR/uwsgi;
              scgi_temp_path DIR/scgi;
              proxy_cache_path DIR/cache keys_zone=cache:1m;
            SITES}
            """;

    private final Path program;
    private final Path directory;
    private int port;
    private int tlsPort;
    private NginxProcess process;

    /**
     * What it answers to those who ask for one host.
     *
     * @param name the host; the first site also answers those who ask for none of them
     * @param certificate if present, the site speaks TLS, on the other port
     * @param directives what stands in its {@code server} block; {@code $directory} in it is this server's directory, {@code
     *     visits} a log format: end in seconds, duration in seconds, method, URI, status
     */
    public record Site(String name, Optional<ServerCertificate> certificate, String directives) {
        public Site {
            requireNonNull(name, "name is null");
            requireNonNull(certificate, "certificate is null");
            requireNonNull(directives, "directives is null");
        }

        public static Site plain(String name, String directives) {
            return new Site(name, Optional.empty(), directives);
        }

        public static Site tls(String name, ServerCertificate certificate, String directives) {
            return new Site(name, Optional.of(certificate), directives);
        }

        private String block(int port, int tlsPort) {
            String listen = certificate
                    .map(it -> "listen 127.0.0.1:%d ssl;\n    ssl_certificate %s;\n    ssl_certificate_key %s;"
                            .formatted(tlsPort, it.certificate(), it.key()))
                    .orElse("listen 127.0.0.1:%d;".formatted(port));
            return "  server {\n    server_name %s;\n    %s\n    %s\n  }\n".formatted(name, listen, directives);
        }
    }

    private Nginx(Path program, Path directory) {
        this.program = program;
        this.directory = directory;
    }

    /** The program on the PATH, or where Debian puts it. */
    static Optional<Path> find() {
        return Programs.find(PROGRAM);
    }

    /** Starts one on free ports; returns when it listens. Where it is missing, {@link RealParts} says what happens. */
    public static Nginx start(Path directory, List<Site> sites) {
        RealParts.ofThisMachine().requireNginx();
        Nginx nginx = new Nginx(find().orElseThrow(), directory);
        for (int attempt = 1; ; attempt++) {
            nginx.port = freePort();
            nginx.tlsPort = freePort();
            try {
                nginx.begin(sites);
                return nginx;
            } catch (IllegalStateException e) { // another process may take a port between its choice and its use
                if (attempt == ATTEMPTS || !e.getMessage().contains("Address already in use")) {
                    throw e;
                }
            }
        }
    }

    /** Serves these instead; returns when it does. Connections that are open are closed. */
    public void serve(Site... sites) {
        process.stop();
        begin(List.of(sites));
    }

    private void begin(List<Site> sites) {
        StringBuilder blocks = new StringBuilder();
        sites.forEach(site -> blocks.append(site.block(port, tlsPort)));
        Path file = directory.resolve("nginx.conf");
        try {
            Files.createDirectories(directory);
            Files.writeString(
                    file,
                    CONFIGURATION
                            .replace("SITES", blocks.toString().replace("$directory", directory.toString()))
                            .replace("DIR", directory.toString()),
                    UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = NginxProcess.start(
                List.of(program.toString(), "-p", directory.toString(), "-e", "stderr", "-c", file.toString()));
    }

    /** Where it speaks plain HTTP. */
    public String host() {
        return "127.0.0.1:" + port;
    }

    /** Where it speaks TLS. */
    public String tlsHost() {
        return "127.0.0.1:" + tlsPort;
    }

    /** Stops it in its tracks (SIGSTOP): connections are taken, and never answered. */
    public void pause() {
        process.signal("STOP");
    }

    /** Lets it go on after {@link #pause()}. */
    public void resume() {
        process.signal("CONT");
    }

    /** Ends it. The directory is the caller's to delete. */
    @Override
    public void close() {
        process.stop();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
