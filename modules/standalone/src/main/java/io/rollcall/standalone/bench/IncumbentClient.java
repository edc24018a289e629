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
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * The way of the controller that Rollcall takes the work from: one image at a time, and for each a new TLS connection, {@code
 * GET /v2/} to see whether a password is wanted, then the HEAD.
 */
final class IncumbentClient {

    private final String host;
    private final int port;
    private final SSLSocketFactory sockets;

    IncumbentClient(String host, int port, Path ca) {
        this.host = host;
        this.port = port;
        try {
            this.sockets = context(ca).getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw failed(e);
        }
    }

    /** Asks for the first so many images. */
    void sweep(int images) {
        byte[] ping = Wire.request("GET", host, "/v2/", "");
        try {
            for (int image = 0; image < images; image++) {
                ask(image, ping);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void ask(int image, byte[] ping) throws IOException {
        long begun = System.currentTimeMillis();
        SSLSocket socket = (SSLSocket) sockets.createSocket(InetAddress.getLoopbackAddress(), port);
        try (Wire wire = new Wire(socket)) {
            int greeted = wire.ask(ping);
            int status = wire.ask(Wire.head(host, image, ""));
            if (greeted != 200 || status != 200) {
                throw new IOException("the registry answered " + greeted + " and " + status);
            }
            SSLSession session = socket.getSession();
            if (session.getCreationTime() < begun) {
                throw new IOException("a TLS session was taken up again");
            }
            session.invalidate(); // that client makes a transport for each image: none is taken up again
        }
    }

    private static CommandException failed(Exception e) {
        return CommandException.failed("the incumbent's way failed (%s); report it.".formatted(e), e);
    }

    private static SSLContext context(Path ca) throws IOException, GeneralSecurityException {
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
