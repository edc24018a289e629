package io.rollcall.standalone.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.net.SocketFactory;

/** HTTP/1.1 with an API server on one kept connection, as little work as can be. Not safe for use by several threads. */
final class ApiWire implements Closeable {

    static final String JSON = "application/json";
    static final String MERGE_PATCH = "application/merge-patch+json";

    private final Socket socket;
    private final InputStream in;
    private final String headers;

    private ApiWire(Socket socket, String headers) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 16 << 10);
        this.headers = headers;
        socket.setTcpNoDelay(true);
    }

    /** What came back. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(int status, byte[] body) {
        /** @throws IOException where it is no success */
        Answer orFail() throws IOException {
            if (status < 200 || status > 299) {
                throw new IOException("the API server answered %d: %s".formatted(status, new String(body, UTF_8)));
            }
            return this;
        }
    }

    /** Connects with the kubeconfig's credentials. */
    static ApiWire to(Config config) throws IOException {
        URI url = URI.create(config.getMasterUrl());
        boolean secure = url.getScheme().equals("https");
        int port = url.getPort() > 0 ? url.getPort() : secure ? 443 : 80;
        String token = config.getAutoOAuthToken();
        String more = token == null || token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
        return new ApiWire(
                factory(config, secure).createSocket(url.getHost(), port),
                "Host: " + url.getAuthority() + "\r\nAccept: " + JSON + "\r\nUser-Agent: rollcall-bench\r\n" + more);
    }

    private static SocketFactory factory(Config config, boolean secure) throws IOException {
        try {
            return secure ? SSLUtils.sslContext(config).getSocketFactory() : SocketFactory.getDefault();
        } catch (GeneralSecurityException e) {
            throw new IOException("the kubeconfig's certificates cannot be used", e);
        }
    }

    Answer get(String path) throws IOException {
        return ask("GET", path, "", "");
    }

    Answer post(String path, String body) throws IOException {
        return ask("POST", path, JSON, body);
    }

    Answer patch(String path, String body) throws IOException {
        return ask("PATCH", path, MERGE_PATCH, body);
    }

    Answer delete(String path) throws IOException {
        return ask("DELETE", path, "", "");
    }

    private Answer ask(String method, String path, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        String content = body.isEmpty() ? "" : "Content-Type: " + type + "\r\nContent-Length: " + bytes.length + "\r\n";
        byte[] head = (method + " " + path + " HTTP/1.1\r\n" + headers + content + "\r\n").getBytes(ISO_8859_1);
        ByteArrayOutputStream request = new ByteArrayOutputStream(head.length + bytes.length);
        request.writeBytes(head);
        request.writeBytes(bytes);
        socket.getOutputStream().write(request.toByteArray());
        return answer();
    }

    private Answer answer() throws IOException {
        int status = Integer.parseInt(line().substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        int length = 0;
        boolean chunked = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
            chunked |= header.startsWith("transfer-encoding:") && header.endsWith("chunked");
        }
        return new Answer(status, chunked ? chunks() : exactly(length));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.writeBytes(exactly(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the API server closed the connection within an answer");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the API server closed the connection within an answer");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
