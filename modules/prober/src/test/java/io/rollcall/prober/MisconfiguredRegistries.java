package io.rollcall.prober;

import io.rollcall.sandbox.Certificates;
import io.rollcall.sandbox.Certificates.ServerCertificate;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.DockerRegistry.Security;
import io.rollcall.sandbox.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Registries that have an image each and are set up wrongly, each in its own way, with files of their own. All names lead to
 * one real registry, but for the one whose certificate has expired.
 */
final class MisconfiguredRegistries implements AutoCloseable {
    static final String PASSWORD = "s3cret";
    static final List<String> HOSTS =
            List.of("password.test", "authority.test", "garbled-ca.test", "garbled.test", "entry.test", "expired.test");

    private final Path directory;
    private final Path ca;
    private final DockerRegistry registry;
    private final DockerRegistry expired;

    MisconfiguredRegistries(Path directory) throws IOException {
        this.directory = directory;
        Certificates authority = Certificates.in(directory.resolve("pki"), Clock.systemUTC());
        ca = authority.ca();
        registry = start("registry", authority.forNames("any.test", HOSTS.toArray(String[]::new)));
        expired = start("expired", ofTheExpired(Clock.systemUTC()));
        for (String host : HOSTS) {
            correctPassword(host);
            correctCa(host);
        }
        spoil();
    }

    private DockerRegistry start(String name, ServerCertificate certificate) {
        DockerRegistry started =
                DockerRegistry.secured(directory.resolve(name), new Security(certificate, "probe", PASSWORD));
        started.push("vi/team-a/a", "uid", Manifest.OCI);
        return started;
    }

    private void spoil() throws IOException {
        Files.writeString(dockerConfig("password.test"), auths("password.test", "guessed"));
        Files.writeString(dockerConfig("garbled.test"), "{garbage");
        Files.writeString(dockerConfig("entry.test"), auths("another.test", PASSWORD));
        Files.writeString(ca("garbled-ca.test"), "-----BEGIN GARBAGE-----");
        Certificates another = Certificates.in(directory.resolve("another"), Clock.systemUTC());
        copy(another.ca(), ca("authority.test"));
        restartTheExpired(Clock.offset(Clock.systemUTC(), Duration.ofDays(-30)));
    }

    /** Settings of a prober that may ask them all. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < HOSTS.size(); i++) {
            String host = HOSTS.get(i);
            String entry = "registries[" + i + "].";
            settings.put(entry + "host", host);
            settings.put(entry + "dockerConfig", dockerConfig(host).toString());
            settings.put(entry + "ca", ca(host).toString());
            settings.put(entry + "connectTo", (host.equals("expired.test") ? expired : registry).host());
            settings.put(entry + "policy.connectTimeout", "10s");
            settings.put(entry + "policy.backoffMax", "1s");
        }
        return settings;
    }

    Path dockerConfig(String host) {
        return directory.resolve(host + ".json");
    }

    Path ca(String host) {
        return directory.resolve(host + ".crt");
    }

    void correctPassword(String host) throws IOException {
        Files.writeString(dockerConfig(host), auths(host, PASSWORD));
    }

    void correctCa(String host) throws IOException {
        copy(ca, ca(host));
    }

    /** Both sides are given a new authority. */
    void renewTheExpired() throws IOException {
        restartTheExpired(Clock.systemUTC());
    }

    private void restartTheExpired(Clock clock) throws IOException {
        copy(ofTheExpired(clock).ca(), ca("expired.test"));
        expired.stop();
        expired.start();
    }

    /** In the same files each time: the registry reads them when it starts. */
    private ServerCertificate ofTheExpired(Clock clock) {
        return Certificates.in(directory.resolve("old"), clock).forNames("expired.test");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String auths(String host, String password) {
        return "{\"auths\":{\"%s\":{\"username\":\"probe\",\"password\":\"%s\"}}}".formatted(host, password);
    }

    @Override
    public void close() {
        registry.close();
        expired.close();
    }
}
