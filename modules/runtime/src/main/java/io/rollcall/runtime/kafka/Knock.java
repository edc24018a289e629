package io.rollcall.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * Learns what a broker's port speaks. Where client and broker disagree about TLS or a login, both hang up without a word, and a
 * client cannot tell that from a broker that is away. Sends greetings and no credentials; trusts nobody, and needs not to.
 */
final class Knock {
    private static final short SASL_HANDSHAKE = 17;
    private static final short VERSION = 1;
    private static final short UNSUPPORTED_MECHANISM = 33;
    private static final short NO_LOGIN_HERE = 34;
    private static final int MOST = 10_000;
    private static final byte TLS_ALERT = 21;
    private static final byte TLS_HANDSHAKE = 22;

    private final int millis;

    /** @param patience with a connection, and with each answer */
    Knock(Duration patience) {
        this.millis = Math.toIntExact(patience.toMillis());
    }

    /** Of brokers as {@code bootstrap.servers} lists them, the first that is heard. */
    Door at(String servers) {
        for (String server : servers.split(",", -1)) {
            int colon = server.lastIndexOf(':');
            String host = server.substring(0, Math.max(colon, 0)).strip().replaceAll("^.*://|[\\[\\]]", "");
            String port = server.substring(colon + 1).strip();
            if (!host.isEmpty() && port.matches("[0-9]{1,5}")) {
                Door door = at(host, Integer.parseInt(port));
                if (!(door instanceof Door.Silent)) {
                    return door;
                }
            }
        }
        return new Door.Silent();
    }

    private Door at(String host, int port) {
        try {
            Door plain = plainly(host, port);
            return plain instanceof Door.Silent ? withTls(host, port) : plain;
        } catch (IOException | RuntimeException e) {
            // nobody there, or nobody who can be understood: the client's own failure says more
            return new Door.Silent();
        }
    }

    /** Asks to log in by no mechanism: the answer names those that there are. */
    private Door plainly(String host, int port) throws IOException {
        byte[] client = "rollcall".getBytes(UTF_8);
        ByteBuffer request = ByteBuffer.allocate(64)
                .putInt(2 + 2 + 4 + 2 + client.length + 2)
                .putShort(SASL_HANDSHAKE)
                .putShort(VERSION)
                .putInt(0)
                .putShort((short) client.length)
                .put(client)
                .putShort((short) 0);
        try (Socket socket = open(host, port)) {
            DataInputStream answer = say(socket, request);
            int size = answer.readInt();
            if (size >>> 24 == TLS_ALERT) {
                return new Door.Tls();
            }
            if (size < 10 || size > MOST) {
                return new Door.Silent();
            }
            answer.readInt();
            short error = answer.readShort();
            List<String> mechanisms = new ArrayList<>();
            for (int left = answer.readInt(); left > 0; left--) {
                mechanisms.add(answer.readUTF());
            }
            return error == UNSUPPORTED_MECHANISM || error == NO_LOGIN_HERE
                    ? new Door.Plain(error == NO_LOGIN_HERE ? List.of() : mechanisms)
                    : new Door.Silent();
        } catch (EOFException | SocketException e) {
            return new Door.Silent();
        }
    }

    private Door withTls(String host, int port) throws IOException {
        try (Socket socket = open(host, port)) {
            int first = say(socket, clientHello(host, port)).read();
            return first == TLS_HANDSHAKE || first == TLS_ALERT ? new Door.Tls() : new Door.Silent();
        }
    }

    private static ByteBuffer clientHello(String host, int port) throws SSLException {
        try {
            SSLEngine engine = SSLContext.getDefault().createSSLEngine(host, port);
            engine.setUseClientMode(true);
            ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            engine.wrap(ByteBuffer.allocate(0), hello);
            return hello;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has a default SSLContext", e);
        }
    }

    private Socket open(String host, int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), millis);
            socket.setSoTimeout(millis);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static DataInputStream say(Socket socket, ByteBuffer said) throws IOException {
        byte[] bytes = new byte[said.flip().remaining()];
        said.get(bytes);
        socket.getOutputStream().write(bytes);
        return new DataInputStream(socket.getInputStream());
    }
}
