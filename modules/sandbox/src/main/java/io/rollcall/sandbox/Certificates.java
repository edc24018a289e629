package io.rollcall.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;
import org.bouncycastle.util.io.pem.PemObject;

/** A certificate authority of the sandbox's own (EC P-256), which lives for a week and never leaves its directory. */
public final class Certificates {

    private static final Duration VALIDITY = Duration.ofDays(7);
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final X500Name ISSUER = new X500Name("CN=rollcall-sandbox-ca");

    private final Path directory;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final KeyPair authority;

    /**
     * A server's certificate and key, both PEM.
     *
     * @param ca what a client has to trust
     */
    public record ServerCertificate(Path ca, Path certificate, Path key) {}

    private Certificates(Path directory, Clock clock) throws GeneralSecurityException {
        this.directory = directory;
        this.clock = clock;
        KeyPairGenerator generator = generator();
        this.authority = generator.generateKeyPair();
    }

    /** Makes a new authority, and writes its certificate to {@code ca.crt} in the directory. */
    public static Certificates in(Path directory, Clock clock) {
        requireNonNull(clock, "clock is null");
        try {
            Files.createDirectories(directory);
            Certificates made = new Certificates(directory, clock);
            X509v3CertificateBuilder builder = made.builder(ISSUER, made.authority);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            made.write(made.ca(), made.sign(builder));
            return made;
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw failed(directory, e);
        }
    }

    /** The authority's certificate, PEM. */
    public Path ca() {
        return directory.resolve("ca.crt");
    }

    /**
     * Makes a certificate for exactly these DNS names and IP addresses; the files are named after the first.
     */
    public ServerCertificate forNames(String first, String... others) {
        try {
            KeyPair key = generator().generateKeyPair();
            X509v3CertificateBuilder builder = builder(new X500Name("CN=rollcall-sandbox"), key);
            List<String> names = new ArrayList<>(List.of(first));
            names.addAll(List.of(others));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(names.stream().map(Certificates::name).toArray(GeneralName[]::new)));
            ServerCertificate written =
                    new ServerCertificate(ca(), directory.resolve(first + ".crt"), directory.resolve(first + ".key"));
            write(written.certificate(), sign(builder));
            write(written.key(), new PemObject("PRIVATE KEY", key.getPrivate().getEncoded()));
            return written;
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw failed(directory, e);
        }
    }

    private static GeneralName name(String name) {
        return new GeneralName(IPAddress.isValid(name) ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    private static KeyPairGenerator generator() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator;
    }

    private X509v3CertificateBuilder builder(X500Name subject, KeyPair key) {
        Instant now = clock.instant();
        return new JcaX509v3CertificateBuilder(
                ISSUER,
                new BigInteger(63, random).add(BigInteger.ONE),
                Date.from(now.minus(SKEW)),
                Date.from(now.plus(VALIDITY)),
                subject,
                key.getPublic());
    }

    private X509CertificateHolder sign(X509v3CertificateBuilder builder) throws OperatorCreationException {
        return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate()));
    }

    private void write(Path file, Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(object);
        }
        Files.writeString(file, text.toString(), UTF_8);
    }

    private static SandboxException failed(Path directory, Exception e) {
        return new SandboxException(
                "Certificates cannot be made in %s (%s): make that directory writable.".formatted(directory, e), e);
    }
}
