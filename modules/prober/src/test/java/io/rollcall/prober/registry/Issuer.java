package io.rollcall.prober.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rollcall.sandbox.Certificates;
import io.rollcall.sandbox.Certificates.ServerCertificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A token server that signs what a real registry believes: who knows the password may pull what is asked for. */
final class Issuer implements AutoCloseable {
    /** Of the user probe, whose password is s3cret. */
    private static final String BASIC = "Basic cHJvYmU6czNjcmV0";

    private static final String CLAIMS = """
            {"iss":"rollcall-sandbox","aud":"registry","exp":%d,"nbf":%d,"iat":%d,"jti":"%d",\
            "access":[{"type":"repository","name":"%s","actions":["pull"]}]}""";

    private final HttpServer server;
    private final ServerCertificate signer;
    private final List<String> queries = new CopyOnWriteArrayList<>();

    private Issuer(HttpServer server, ServerCertificate signer) {
        this.server = server;
        this.signer = signer;
    }

    static Issuer start(Path directory) throws IOException {
        ServerCertificate signer = Certificates.in(directory, Clock.systemUTC()).forNames("issuer.example");
        Issuer issuer =
                new Issuer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), signer);
        issuer.server.createContext("/token", issuer::answer);
        issuer.server.start();
        return issuer;
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    String realm() {
        return "http://" + host() + "/token";
    }

    /** Who signs; a registry that trusts it believes the tokens. */
    Path certificate() {
        return signer.ca();
    }

    /** What was asked for, undecoded. */
    List<String> queries() {
        return queries;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            queries.add(exchange.getRequestURI().getRawQuery());
            boolean known = BASIC.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = (known ? "{\"token\":\"" + token(repository(exchange)) + "\"}" : "{}").getBytes(UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String repository(HttpExchange exchange) {
        return exchange.getRequestURI().getQuery().replaceFirst(".*scope=repository:([^:]+):pull$", "$1");
    }

    private String token(String repository) {
        try {
            long now = Clock.systemUTC().instant().getEpochSecond();
            String header = "{\"typ\":\"JWT\",\"alg\":\"ES256\",\"x5c\":[\"%s\"]}"
                    .formatted(Base64.getEncoder().encodeToString(der()));
            String claims = CLAIMS.formatted(now + 300, now - 10, now - 10, System.nanoTime(), repository);
            String signed = encoded(header.getBytes(UTF_8)) + "." + encoded(claims.getBytes(UTF_8));
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key());
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] der() throws GeneralSecurityException, IOException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(signer.certificate())))
                .getEncoded();
    }

    private PrivateKey key() throws GeneralSecurityException, IOException {
        String pem = Files.readString(signer.key()).replaceAll("-----[A-Z ]+-----|\\s", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
