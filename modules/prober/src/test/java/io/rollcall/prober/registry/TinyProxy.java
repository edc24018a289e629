package io.rollcall.prober.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A proxy on loopback: CONNECT makes a tunnel, any other request is passed on; whatever host is named, everything goes to one
 * place. Remembers the heads that it read.
 */
final class TinyProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final String place;
    private final String refusal;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();

    private TinyProxy(ServerSocket listener, String place, String refusal) {
        this.listener = listener;
        this.place = place;
        this.refusal = refusal;
    }

    /** @param place {@code 127.0.0.1:port} */
    static TinyProxy to(String place) throws IOException {
        return start(place, "");
    }

    /** Answers everything with this status line. */
    static TinyProxy refusing(String status) throws IOException {
        return start("", status);
    }

    private static TinyProxy start(String place, String refusal) throws IOException {
        TinyProxy proxy = new TinyProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), place, refusal);
        proxy.threads.execute(proxy::accept);
        return proxy;
    }

    String host() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    List<String> heads() {
        return heads;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            String head = head(in);
            heads.add(head);
            OutputStream out = client.getOutputStream();
            if (!refusal.isEmpty()) {
                out.write(("HTTP/1.1 " + refusal + "\r\nContent-Length: 0\r\n\r\n").getBytes(ISO_8859_1));
                in.transferTo(OutputStream.nullOutputStream());
                return;
            }
            int colon = place.lastIndexOf(':');
            try (Socket server =
                    new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(place.substring(colon + 1)))) {
                sockets.add(server);
                if (head.startsWith("CONNECT ")) {
                    out.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(ISO_8859_1));
                } else {
                    String direct = head.replaceFirst(" http://[^/]+", " ").replaceFirst("(?i)Proxy-[^\r]+\r\n", "");
                    server.getOutputStream().write(direct.getBytes(ISO_8859_1));
                }
                threads.execute(() -> pump(server, client));
                in.transferTo(server.getOutputStream());
            }
        } catch (IOException e) {
            // one end is gone, and so is this connection
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.close();
        } catch (IOException e) {
            // one end is gone, and so is this connection
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
