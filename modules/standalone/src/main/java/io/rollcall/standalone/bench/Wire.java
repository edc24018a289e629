package io.rollcall.standalone.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** HTTP/1.1 on a bare socket: a request's bytes out, an answer's head in. As little work as can be. */
final class Wire implements Closeable {

    /** As Rollcall asks. */
    static final String ACCEPT = String.join(
            ", ",
            "application/vnd.docker.distribution.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.v1+prettyjws",
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.oci.image.index.v1+json");

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[8 << 10];

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        socket.setTcpNoDelay(true);
    }

    static byte[] request(String method, String host, String path, String more) {
        return "%s %s HTTP/1.1\r\nAccept: %s\r\nHost: %s\r\nConnection: keep-alive\r\nUser-Agent: rollcall-bench\r\n%s\r\n"
                .formatted(method, path, ACCEPT, host, more)
                .getBytes(ISO_8859_1);
    }

    static byte[] head(String host, int image, String more) {
        return request("HEAD", host, "/v2/" + Images.repository(image) + "/manifests/" + Images.tag(image), more);
    }

    /** Sends it and reads the head of the answer, and of its body what came along. */
    int ask(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        int length = 0;
        while (!endsHead(length)) {
            int read = length < buffer.length ? in.read(buffer, length, buffer.length - length) : -1;
            if (read < 0) {
                throw new IOException("the registry closed the connection within an answer");
            }
            length += read;
        }
        return Integer.parseInt(new String(buffer, "HTTP/1.1 ".length(), 3, ISO_8859_1));
    }

    private boolean endsHead(int length) {
        for (int i = length - 1; i >= 3; i--) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n' && buffer[i - 3] == '\r') {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
