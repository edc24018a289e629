package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.Settings.IN_CLUSTER;
import static io.rollcall.prober.registry.Settings.ask;
import static io.rollcall.prober.registry.Settings.inCluster;
import static io.rollcall.prober.registry.Settings.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict.Inconclusive;
import io.rollcall.contract.probe.Verdict.Present;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.sandbox.Certificates;
import io.rollcall.sandbox.Manifest;
import io.rollcall.testkit.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A registry that is restarted, or whose credentials or certificates change, while it is asked. */
@Timeout(60)
class ChangedUnderUsIT {
    private static final String IMAGE = IN_CLUSTER + "/vi/team-a/ubuntu:v1";

    @TempDir
    Path directory;

    private TestRegistry.Secured secured;
    private String digest;

    @BeforeEach
    void start() {
        secured = TestRegistry.secured(directory, IN_CLUSTER);
        digest = secured.registry().push("vi/team-a/ubuntu", "v1", Manifest.DOCKER);
    }

    @AfterEach
    void stop() {
        if (secured != null) {
            secured.registry().close();
        }
    }

    @Test
    void shouldNotNoticeWhenItIsRestartedBetweenTwoProbes() {
        try (RegistryClients clients = open(asConfigured(secured.dockerConfig(), secured.ca()))) {
            // Given
            ask(clients, IMAGE);

            // When
            secured.registry().stop();
            secured.registry().start();

            // Then
            assertThat(ask(clients, IMAGE).verdict()).isEqualTo(new Present(digest));
        }
    }

    @Test
    void shouldBeDeniedWithAWrongPasswordAndRecoverWhenTheFileIsCorrected() throws IOException {
        // Given
        String good = Files.readString(secured.dockerConfig());
        Path dockerConfig = Files.writeString(
                directory.resolve("wrong.json"),
                "{\"auths\":{\"%s\":{\"username\":\"admin\",\"password\":\"guessed\"}}}".formatted(IN_CLUSTER));
        try (RegistryClients clients = open(asConfigured(dockerConfig, secured.ca()))) {
            // When
            Answer denied = ask(clients, IMAGE);
            Files.writeString(dockerConfig, good);

            // Then
            assertThat(denied.verdict()).isEqualTo(new Inconclusive(Reason.DENIED));
            assertThat(denied.evidence().status()).isEqualTo(401);
            await().untilAsserted(
                            () -> assertThat(ask(clients, IMAGE).verdict()).isEqualTo(new Present(digest)));
        }
    }

    @Test
    void shouldTrustTheNewAuthorityWhenBothSidesAreRotated() throws IOException {
        // Given
        Path mounted = Files.copy(secured.ca(), directory.resolve("mounted.crt"));
        try (RegistryClients clients = open(asConfigured(secured.dockerConfig(), mounted))) {
            Answer before = ask(clients, IMAGE);
            Certificates another = Certificates.in(directory.resolve("pki"), Clock.systemUTC());
            another.forNames(IN_CLUSTER);
            secured.registry().stop();
            secured.registry().start();
            Answer between = ask(clients, IMAGE);

            // When
            Files.copy(another.ca(), mounted, StandardCopyOption.REPLACE_EXISTING);

            // Then
            assertThat(before.verdict()).isEqualTo(new Present(digest));
            assertThat(between.verdict()).isEqualTo(new Inconclusive(Reason.TLS_FAILURE));
            await().untilAsserted(
                            () -> assertThat(ask(clients, IMAGE).verdict()).isEqualTo(new Present(digest)));
        }
    }

    private RegistryConfig asConfigured(Path dockerConfig, Path ca) {
        return inCluster(secured.registry().host(), Optional.of(dockerConfig), Optional.of(ca), false);
    }
}
