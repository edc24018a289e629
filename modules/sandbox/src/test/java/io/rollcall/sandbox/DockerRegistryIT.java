package io.rollcall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.sandbox.DockerRegistry.Security;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerRegistryIT {

    @TempDir
    Path directory;

    @BeforeAll
    static void detect() {
        Require.dockerRegistry();
    }

    @Test
    void shouldServeOverTlsToThoseWhoKnowThePassword() throws Exception {
        // Given
        Certificates certificates = Certificates.in(directory.resolve("pki"), Clock.systemUTC());
        Security security = new Security(certificates.forNames("dvcr.example.svc", "localhost"), "probe", "s3cret");
        try (DockerRegistry registry = DockerRegistry.secured(directory, security)) {
            // When
            String digest = registry.push("vi/team-a/ubuntu", "v1", Manifest.DOCKER);

            // Then
            assertThat(registry.client().head("vi/team-a/ubuntu", digest)).isEqualTo(200);
            Path ca = certificates.ca();
            assertThat(RegistryClient.secured(registry.host(), ca, "probe", "wrong")
                            .head("vi/team-a/ubuntu", "v1"))
                    .isEqualTo(401);
            HttpClient trusting =
                    HttpClient.newBuilder().sslContext(plainTrust(ca)).build();
            int port = URI.create("https://" + registry.host()).getPort();
            assertThat(trusting.send(request("https://localhost:" + port + "/v2/"), BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(401);
            assertThatThrownBy(() ->
                            trusting.send(request("https://" + registry.host() + "/v2/"), BodyHandlers.discarding()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void shouldKeepPortAndImagesWhenStoppedAndStarted() throws Exception {
        // Given
        try (DockerRegistry registry = DockerRegistry.plain(directory)) {
            registry.push("vi/team-a/ubuntu", "v1", Manifest.DOCKER);
            String host = registry.host();

            // When
            registry.stop();

            // Then
            assertThatThrownBy(() -> registry.client().head("vi/team-a/ubuntu", "v1"))
                    .hasCauseInstanceOf(ConnectException.class);
            registry.start();
            assertThat(registry.host()).isEqualTo(host);
            assertThat(registry.client().head("vi/team-a/ubuntu", "v1")).isEqualTo(200);
        }
    }

    @Test
    void shouldTakeConnectionsAndNotAnswerWhilePaused() throws Exception {
        // Given
        try (DockerRegistry registry = DockerRegistry.plain(directory)) {
            HttpClient http = HttpClient.newHttpClient();
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + registry.host() + "/v2/"))
                    .timeout(Duration.ofMillis(500))
                    .build();

            // When
            registry.pause();

            // Then
            assertThatThrownBy(() -> http.send(request, BodyHandlers.discarding()))
                    .isInstanceOf(HttpTimeoutException.class);
            registry.resume();
            assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void shouldServeReadsAloneWhenReadOnly() {
        // Given
        try (DockerRegistry registry = DockerRegistry.plain(directory)) {
            registry.push("vi/team-a/ubuntu", "v1", Manifest.DOCKER);

            // When
            registry.readOnly();

            // Then
            assertThat(registry.client().head("vi/team-a/ubuntu", "v1")).isEqualTo(200);
            assertThatThrownBy(() -> registry.push("vi/team-a/ubuntu", "v2", Manifest.DOCKER))
                    .isInstanceOf(SandboxException.class)
                    .hasMessageContaining("405");
            registry.readWrite();
            registry.push("vi/team-a/ubuntu", "v2", Manifest.DOCKER);
        }
    }

    @Test
    void shouldSayWhatTheProgramSaidWhenItCannotStart() throws Exception {
        // Given
        Certificates certificates = Certificates.in(directory.resolve("pki"), Clock.systemUTC());
        var good = certificates.forNames("localhost");
        var bad = new Certificates.ServerCertificate(good.ca(), good.certificate(), Path.of("/nowhere.key"));

        // When / Then
        assertThatThrownBy(() -> DockerRegistry.secured(directory, new Security(bad, "probe", "s3cret")))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("docker-registry does not start")
                .hasMessageContaining("/nowhere.key");
    }

    @Test
    void shouldEndWhenClosedWhilePaused() {
        // Given
        DockerRegistry registry = DockerRegistry.plain(directory);
        registry.pause();

        // When
        registry.close();

        // Then
        assertThatThrownBy(() -> registry.client().head("vi/team-a/ubuntu", "v1"))
                .hasCauseInstanceOf(ConnectException.class);
    }

    private static HttpRequest request(String uri) {
        return HttpRequest.newBuilder(URI.create(uri)).build();
    }

    private static javax.net.ssl.SSLContext plainTrust(Path ca) throws Exception {
        var store = java.security.KeyStore.getInstance(java.security.KeyStore.getDefaultType());
        store.load(null, null);
        try (var pem = java.nio.file.Files.newInputStream(ca)) {
            store.setCertificateEntry(
                    "ca",
                    java.security.cert.CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        var trust =
                javax.net.ssl.TrustManagerFactory.getInstance(javax.net.ssl.TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = javax.net.ssl.SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
