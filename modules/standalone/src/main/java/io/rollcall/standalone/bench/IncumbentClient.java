package io.rollcall.standalone.bench;

import io.rollcall.standalone.cli.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * The way of the controller that Rollcall takes the work from: one image at a time, and for each a new TLS connection, {@code
 * GET /v2/} to see whether a password is wanted, then the HEAD.
 */
final class IncumbentClient {

    private final String host;
    private final int port;
    private final Path ca;

    IncumbentClient(String host, int port, Path ca) {
        this.host = host;
        this.port = port;
        this.ca = ca;
    }

    /** Asks for the first so many images. */
    void sweep(int images) {
        byte[] ping = Wire.request("GET", host, "/v2/", "");
        String password = "Authorization: " + SeededRegistry.authorization() + "\r\n";
        try {
            for (int image = 0; image < images; image++) {
                // a context of its own, as that client makes a transport for each: no session is taken up again
                SSLSocketFactory sockets = context().getSocketFactory();
                try (Wire wire = new Wire(sockets.createSocket(InetAddress.getLoopbackAddress(), port))) {
                    int greeted = wire.ask(ping);
                    int status = wire.ask(Wire.head(host, image, password));
                    if (greeted != 401 || status != 200) {
                        throw new IOException("the registry answered " + greeted + " and " + status);
                    }
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw CommandException.failed("the incumbent's way failed (%s); report it.".formatted(e), e);
        }
    }

    private SSLContext context() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(ca)) {
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
            trusted.setCertificateEntry("ca", certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
