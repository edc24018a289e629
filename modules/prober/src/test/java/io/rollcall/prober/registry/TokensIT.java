package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.AnswerAssert.assertThat;
import static io.rollcall.prober.registry.Settings.ask;
import static io.rollcall.prober.registry.Settings.open;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Reason.Counts;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.sandbox.RegistrySetup;
import io.rollcall.sandbox.RegistrySetup.Tokens;
import io.rollcall.testkit.RealParts;
import io.rollcall.testkit.TestRegistry;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real registry that believes only tokens, and a server that signs them. */
@Timeout(60)
class TokensIT {
    @TempDir
    static Path directory;

    private static Issuer issuer;
    private static DockerRegistry registry;
    private static String digest;

    @BeforeAll
    static void start() throws IOException {
        RealParts.ofThisMachine().requireDockerRegistry();
        try (DockerRegistry open = TestRegistry.plain(directory.resolve("registry"))) {
            digest = open.push("vi/team-a/ubuntu", "v1", Manifest.DOCKER);
        }
        issuer = Issuer.start(directory.resolve("issuer"));
        registry = DockerRegistry.of(
                directory.resolve("registry"),
                RegistrySetup.plain().with(new Tokens(issuer.realm(), issuer.certificate())));
    }

    @AfterAll
    static void stop() {
        if (registry != null) {
            registry.close();
        }
        if (issuer != null) {
            issuer.close();
        }
    }

    @Test
    void shouldTellWhatIsThereFromWhatIsNotWhenItMayPull() throws IOException {
        // Given
        int before = issuer.queries().size();
        RegistryConfig config =
                Settings.withTokenHosts(Settings.withPassword(registry.host(), directory), issuer.host());
        try (RegistryClients clients = open(config)) {
            // When
            Answer there = ask(clients, registry.host() + "/vi/team-a/ubuntu:v1");
            Answer again = ask(clients, registry.host() + "/vi/team-a/ubuntu@" + digest);
            Answer gone = ask(clients, registry.host() + "/vi/team-a/ubuntu:v2");

            // Then
            assertThat(there).isPresent(digest);
            assertThat(there.requests()).isEqualTo(3);
            assertThat(again).isPresent(digest);
            assertThat(again.requests()).isEqualTo(1);
            assertThat(gone).isAbsent("MANIFEST_UNKNOWN");
        }
        assertThat(issuer.queries().subList(before, issuer.queries().size()))
                .containsExactly("service=registry&scope=repository%3Avi%2Fteam-a%2Fubuntu%3Apull");
    }

    @Test
    void shouldBeDeniedWhenTheTokenServerDoesNotKnowUs() {
        // Given
        RegistryConfig anonymous = Settings.withTokenHosts(Settings.plain(registry.host()), issuer.host());
        try (RegistryClients clients = open(anonymous)) {
            // When
            Answer answer = ask(clients, registry.host() + "/vi/team-a/ubuntu:v1");

            // Then
            assertThat(answer).isInconclusive(Reason.DENIED, Counts.SUCCESS).rests(401, null, null);
            assertThat(answer.evidence().detail())
                    .isEqualTo(
                            "the token server " + issuer.host() + " refused to give one without credentials, with 401");
        }
    }
}
