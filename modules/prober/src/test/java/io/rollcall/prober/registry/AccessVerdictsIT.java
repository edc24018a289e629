package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.AnswerAssert.assertThat;
import static io.rollcall.prober.registry.Settings.IN_CLUSTER;
import static io.rollcall.prober.registry.Settings.ask;
import static io.rollcall.prober.registry.Settings.inCluster;
import static io.rollcall.prober.registry.Settings.open;

import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Reason.Counts;
import io.rollcall.runtime.config.PolicyConfig;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.sandbox.Certificates;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.DockerRegistry.Security;
import io.rollcall.sandbox.Manifest;
import io.rollcall.sandbox.RegistrySetup;
import io.rollcall.sandbox.RegistrySetup.Tokens;
import io.rollcall.testkit.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A registry as it stands in a cluster: TLS for its in-cluster name alone, and a password; and one that wants tokens. */
@Timeout(60)
class AccessVerdictsIT {
    @RegisterExtension
    static final ObservedRows SEEN = ObservedRows.in(Section.ACCESS);

    private static final String PATH = "/vi/team-a/ubuntu:v1";

    @TempDir
    static Path directory;

    private static TestRegistry.Secured secured;
    private static DockerRegistry withTokens;
    private static String digest;

    @BeforeAll
    static void start() {
        secured = TestRegistry.secured(directory, IN_CLUSTER);
        digest = secured.registry().push("vi/team-a/ubuntu", "v1", Manifest.DOCKER);
        withTokens = DockerRegistry.of(
                directory.resolve("tokens"),
                RegistrySetup.plain().with(new Tokens("https://auth.example/token", secured.ca())));
    }

    @AfterAll
    static void stop() {
        if (secured != null) {
            secured.registry().close();
        }
        if (withTokens != null) {
            withTokens.close();
        }
    }

    @Test
    void shouldBePresentWhenPasswordAndCertificateAreRight() {
        assertThat(SEEN.row("the right password, and the CA that signed", answer(asConfigured())))
                .isPresent(digest);
    }

    @Test
    void shouldBeDeniedWithoutCredentials() {
        assertThat(SEEN.row("no credentials", answer(with(Optional.empty(), Optional.of(secured.ca())))))
                .isInconclusive(Reason.DENIED, Counts.SUCCESS)
                .rests(401, null, null);
    }

    @Test
    void shouldBeDeniedWithAWrongPassword() throws IOException {
        // Given
        Path wrong = dockerConfig(IN_CLUSTER);

        // When / Then
        assertThat(SEEN.row("a wrong password", answer(with(Optional.of(wrong), Optional.of(secured.ca())))))
                .isInconclusive(Reason.DENIED, Counts.SUCCESS)
                .rests(401, null, null);
    }

    @Test
    void shouldBeDeniedWhenItWantsATokenThatWeCannotGet() throws IOException {
        // Given
        String host = withTokens.host();
        RegistryConfig anonymous = direct(host, Optional.empty(), Optional.empty());
        RegistryConfig password = direct(host, Optional.of(dockerConfig(host)), Optional.empty());

        // When
        Answer without = SEEN.row("it wants a Bearer token; no credentials", answer(anonymous));
        Answer with = SEEN.row("it wants a Bearer token; we send a password", answer(password));

        // Then
        assertThat(without).isInconclusive(Reason.DENIED, Counts.SUCCESS).rests(401, null, null);
        assertThat(with).isInconclusive(Reason.DENIED, Counts.SUCCESS).rests(401, null, null);
    }

    @Test
    void shouldNotTrustAnotherAuthority() {
        // Given
        Path another =
                Certificates.in(directory.resolve("another"), Clock.systemUTC()).ca();

        // When / Then
        assertThat(SEEN.row("another CA", answer(with(Optional.of(secured.dockerConfig()), Optional.of(another)))))
                .isInconclusive(Reason.TLS_FAILURE, Counts.FAILURE)
                .rests(null, null, null);
    }

    @Test
    void shouldNotTrustItsAuthorityWhenItIsNotConfigured() {
        assertThat(SEEN.row(
                        "no `ca`, and the system does not trust it",
                        answer(with(Optional.of(secured.dockerConfig()), Optional.empty()))))
                .isInconclusive(Reason.TLS_FAILURE, Counts.FAILURE);
    }

    @Test
    void shouldNotTrustACertificateForAnotherName() {
        // Given
        RegistryConfig byAddress = direct(secured.registry().host(), Optional.empty(), Optional.of(secured.ca()));

        // When / Then
        assertThat(SEEN.row("a certificate for another name", answer(byAddress)))
                .isInconclusive(Reason.TLS_FAILURE, Counts.FAILURE);
    }

    @Test
    void shouldNotTrustACertificateThatHasExpired() {
        // Given
        Certificates old =
                Certificates.in(directory.resolve("old"), Clock.offset(Clock.systemUTC(), Duration.ofDays(-30)));
        Security security = new Security(old.forNames(IN_CLUSTER), "admin", "s3cret");
        try (DockerRegistry expired = DockerRegistry.secured(directory.resolve("expired"), security)) {
            // When / Then
            assertThat(SEEN.row(
                            "a certificate that has expired",
                            answer(inCluster(expired.host(), Optional.empty(), Optional.of(old.ca()), false))))
                    .isInconclusive(Reason.TLS_FAILURE, Counts.FAILURE);
        }
    }

    @Test
    void shouldSayThatTheAnswerMeansNothingWhenPlainHttpMeetsTls() {
        // Given
        RegistryConfig plain = inCluster(secured.registry().host(), Optional.empty(), Optional.empty(), true);

        // When / Then
        assertThat(SEEN.row("plain HTTP to a port that speaks TLS", answer(plain)))
                .isInconclusive(Reason.UNEXPECTED_ANSWER, Counts.FAILURE)
                .rests(400, 400, null);
    }

    @Test
    void shouldHaveNoSessionWhenTlsMeetsPlainHttp() {
        // Given
        RegistryConfig tls = inCluster(withTokens.host(), Optional.empty(), Optional.of(secured.ca()), false);

        // When / Then
        assertThat(SEEN.row("TLS to a port that speaks plain HTTP", answer(tls)))
                .isInconclusive(Reason.TLS_FAILURE, Counts.FAILURE)
                .rests(null, null, null);
    }

    private static Answer answer(RegistryConfig registry) {
        try (RegistryClients clients = open(registry)) {
            return ask(clients, registry.host() + PATH);
        }
    }

    private static RegistryConfig asConfigured() {
        return with(Optional.of(secured.dockerConfig()), Optional.of(secured.ca()));
    }

    private static RegistryConfig with(Optional<Path> dockerConfig, Optional<Path> ca) {
        return inCluster(secured.registry().host(), dockerConfig, ca, false);
    }

    private static RegistryConfig direct(String host, Optional<Path> dockerConfig, Optional<Path> ca) {
        return new RegistryConfig(host, dockerConfig, ca, Optional.empty(), false, PolicyConfig.defaults());
    }

    private static Path dockerConfig(String host) throws IOException {
        return Files.writeString(
                Files.createTempFile(directory, "config", ".json"),
                "{\"auths\":{\"%s\":{\"username\":\"admin\",\"password\":\"guessed\"}}}".formatted(host));
    }
}
