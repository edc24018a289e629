package io.rollcall.standalone.bench;

import io.rollcall.runtime.config.PolicyConfig;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.sandbox.Certificates;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.sandbox.RegistrySetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Distribution in a process of its own, with as many repositories as images. One image is pushed; for each other what a push
 * leaves on disk, as far as a HEAD reads it, is written there directly: a link from the tag to the manifest, and one from the
 * repository.
 */
final class SeededRegistry implements AutoCloseable {

    private final DockerRegistry registry;
    private final Optional<Path> ca;

    private SeededRegistry(DockerRegistry registry, Optional<Path> ca) {
        this.registry = registry;
        this.ca = ca;
    }

    /** HTTP, no password. */
    static SeededRegistry plain(Site site, int images) throws IOException {
        site.now("starting a registry");
        DockerRegistry registry = DockerRegistry.plain(site.of("registry"));
        return new SeededRegistry(registry, Optional.empty()).seed(site, images);
    }

    /** TLS, and no password. */
    static SeededRegistry secured(Site site, int images) throws IOException {
        site.now("starting a registry");
        var certificate = Certificates.in(site.of("keys"), Clock.systemUTC()).forNames("127.0.0.1");
        DockerRegistry registry =
                DockerRegistry.of(site.of("registry"), RegistrySetup.plain().with(certificate));
        return new SeededRegistry(registry, Optional.of(certificate.ca())).seed(site, images);
    }

    String host() {
        return registry.host();
    }

    int port() {
        return Integer.parseInt(host().substring(host().indexOf(':') + 1));
    }

    Path ca() {
        return ca.orElseThrow();
    }

    RegistryConfig config(PolicyConfig policy) {
        return new RegistryConfig(host(), Optional.empty(), ca, Optional.empty(), ca.isEmpty(), policy);
    }

    private SeededRegistry seed(Site site, int images) throws IOException {
        site.now("seeding %,d repositories".formatted(images));
        String digest = registry.push("vi/template", "1", Manifest.DOCKER);
        Path repositories = registry.storage().resolve("docker/registry/v2/repositories");
        String hex = digest.substring("sha256:".length());
        for (int i = 0; i < images; i++) {
            Path manifests = repositories.resolve(Images.repository(i)).resolve("_manifests");
            for (String link : List.of("revisions/sha256/" + hex, "tags/" + Images.tag(i) + "/current")) {
                Path directory = Files.createDirectories(manifests.resolve(link));
                Files.writeString(directory.resolve("link"), digest);
            }
        }
        return this;
    }

    @Override
    public void close() {
        registry.close();
    }
}
