package io.rollcall.prober.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whom a registry's client believes: the certificates of one file alone, or, without a file, the system's. */
final class Trust {
    private Trust() {}

    /** @param ca empty for the system's certificates */
    static RereadFile<SSLContext> open(Optional<Path> ca, String registry, Clock clock) {
        return new RereadFile<>(ca, registry, clock, () -> of(ca));
    }

    private static SSLContext of(Optional<Path> ca) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            // a null key store is how the factory is asked for the system's certificates
            trust.init(ca.isPresent() ? only(ca.get()) : (KeyStore) null);
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no TLS", e);
        }
    }

    private static KeyStore only(Path ca) throws GeneralSecurityException {
        try (InputStream in = Files.newInputStream(ca)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw unusable(ca, "holds no certificate; write the CA's certificates to it as PEM");
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            return store;
        } catch (CertificateException e) {
            throw unusable(ca, "is not a certificate; write the CA's certificates to it as PEM");
        } catch (IOException e) {
            throw unusable(ca, "cannot be read; create it, and give this process the right to read it");
        }
    }

    private static RegistrySetupException unusable(Path ca, String why) {
        return new RegistrySetupException("The ca " + ca + " " + why + ".");
    }
}
