package io.rollcall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    Path directory;

    @Test
    void shouldMakeServerCertificatesForExactlyTheNamesGiven() throws Exception {
        // Given
        Certificates certificates = Certificates.in(directory, Clock.fixed(NOW, ZoneOffset.UTC));

        // When
        var made = certificates.forNames("dvcr.example.svc", "127.0.0.1");

        // Then
        X509Certificate ca = read(made.ca());
        X509Certificate server = read(made.certificate());
        server.verify(ca.getPublicKey());
        assertThat(server.getSubjectAlternativeNames())
                .containsExactly(List.of(2, "dvcr.example.svc"), List.of(7, "127.0.0.1"));
        assertThat(server.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(7)));
        assertThat(ca.getBasicConstraints()).isNotNegative();
        assertThat(server.getBasicConstraints()).isNegative();
        assertThat(made.key()).content().contains("PRIVATE KEY");
    }

    @Test
    void shouldWritePasswordLinesWithBcryptOfCostFive() {
        assertThat(Htpasswd.line("probe", "s3cret"))
                .matches("probe:\\$2y\\$05\\$[./A-Za-z0-9]{53}")
                .isNotEqualTo(Htpasswd.line("probe", "s3cret"));
    }

    private static X509Certificate read(Path pem) throws Exception {
        try (InputStream in = Files.newInputStream(pem)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
