package io.rollcall.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.sandbox.Certificates;
import io.rollcall.sandbox.DockerRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;

/** The real registry for one test; where it is missing, the test is aborted or fails as {@link RealParts} says. */
public final class TestRegistry {

    private static final String USER = "admin";
    private static final String PASSWORD = "s3cret";

    private TestRegistry() {}

    /**
     * A registry that serves under an in-cluster name.
     *
     * @param registry listens on loopback; close it
     * @param host the name in its certificate, and in image references; it resolves to nothing
     * @param ca what has to be trusted, PEM
     * @param dockerConfig credentials for {@code host}, as a docker config.json with {@code auth} alone
     */
    public record Secured(DockerRegistry registry, String host, Path ca, Path dockerConfig) {}

    /** Starts one over plain HTTP without a password. */
    public static DockerRegistry plain(Path directory) {
        RealParts.ofThisMachine().requireDockerRegistry();
        return DockerRegistry.plain(directory);
    }

    /** Starts one behind TLS and a password, with a certificate for {@code host} alone. */
    public static Secured secured(Path directory, String host) {
        RealParts.ofThisMachine().requireDockerRegistry();
        Certificates certificates = Certificates.in(directory.resolve("pki"), Clock.systemUTC());
        Path dockerConfig = writeDockerConfig(directory, host);
        DockerRegistry registry = DockerRegistry.secured(
                directory, new DockerRegistry.Security(certificates.forNames(host), USER, PASSWORD));
        return new Secured(registry, host, certificates.ca(), dockerConfig);
    }

    private static Path writeDockerConfig(Path directory, String host) {
        String auth = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(UTF_8));
        try {
            return Files.writeString(
                    directory.resolve("config.json"), "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(host, auth));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
