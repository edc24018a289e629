package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.AnswerAssert.assertThat;
import static io.rollcall.prober.registry.Settings.ask;
import static io.rollcall.prober.registry.Settings.open;
import static io.rollcall.prober.registry.Settings.plain;

import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.testkit.Nginx;
import io.rollcall.testkit.Nginx.Site;
import io.rollcall.testkit.TestRegistry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Behind the same nginx: what a registry itself says, and only that, is believed. */
@Timeout(60)
class RegistrysWordVerdictsIT {
    @RegisterExtension
    static final ObservedRows SEEN = ObservedRows.in(Section.REGISTRYS_WORD);

    @TempDir
    Path directory;

    private DockerRegistry registry;
    private Nginx nginx;
    private String digest;

    @BeforeEach
    void start() {
        registry = TestRegistry.plain(directory.resolve("registry"));
        digest = registry.push("vi/ubuntu", "v1", Manifest.OCI);
        nginx = Nginx.start(directory.resolve("nginx"), List.of(passing(registry.host(), "")));
    }

    @AfterEach
    void stop() {
        if (nginx != null) {
            nginx.close();
        }
        if (registry != null) {
            registry.close();
        }
    }

    @Test
    void shouldBeAbsentWhenItIsDeletedAndPresentWhenItIsBack() {
        // When
        Answer before = answer();
        registry.deleteManifest("vi/ubuntu", digest);
        Answer gone = SEEN.row("deleted in the registry behind it", answer());
        registry.push("vi/ubuntu", "v1", Manifest.OCI);
        Answer back = SEEN.row("pushed again", answer());

        // Then
        assertThat(before).isPresent(digest);
        assertThat(gone).isAbsent("MANIFEST_UNKNOWN");
        assertThat(back).isPresent(digest);
    }

    @Test
    void shouldBelieveAnotherRegistryThatAnswersInItsPlace() {
        try (DockerRegistry another = TestRegistry.plain(directory.resolve("another"))) {
            // Given
            nginx.serve(passing(another.host(), ""));

            // When
            Answer answer = SEEN.row("another registry stands behind it, which never had the image", answer());
            nginx.serve(passing(registry.host(), ""));

            // Then
            assertThat(answer).isAbsent("MANIFEST_UNKNOWN");
            assertThat(SEEN.row("the right registry is behind it again", answer()))
                    .isPresent(digest);
        }
    }

    @Test
    void shouldBelieveTheRegistryWhenAnotherRepositoryWasAskedForThanWeSaid() {
        // Given
        nginx.serve(passing(registry.host(), "rewrite ^/v2/(.*)$ /v2/mirror/$1 break;"));

        // When / Then
        assertThat(SEEN.row("it rewrites the path to another repository", answer()))
                .isAbsent("MANIFEST_UNKNOWN");
    }

    @Test
    void shouldBelieveWhatACacheRepeats() {
        // Given: it was asked for before it was pushed
        nginx.serve(passing(registry.host(), "proxy_cache cache; proxy_cache_valid 404 1h;"));
        registry.deleteManifest("vi/ubuntu", digest);
        answer();
        registry.push("vi/ubuntu", "v1", Manifest.OCI);

        // When / Then
        assertThat(SEEN.row("it keeps 404s (a cache), and repeats one after the push", answer()))
                .isAbsent("MANIFEST_UNKNOWN");
    }

    private static Site passing(String host, String more) {
        return Site.plain("registry.example", "location / { %s proxy_pass http://%s; }".formatted(more, host));
    }

    private Answer answer() {
        try (RegistryClients clients = open(plain(nginx.host()))) {
            return ask(clients, nginx.host() + "/vi/ubuntu:v1");
        }
    }
}
