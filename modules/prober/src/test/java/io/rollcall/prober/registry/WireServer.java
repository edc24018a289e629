package io.rollcall.prober.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on loopback that does to each connection what a test says, byte by byte, and counts. */
final class WireServer implements AutoCloseable {
    /** What is done to one connection; it is closed afterwards. */
    interface Conversation {
        void hold(Peer peer) throws IOException;
    }

    private final ServerSocket listener;
    private final List<Conversation> conversations;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private WireServer(List<Conversation> conversations) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.conversations = conversations;
    }

    /** Holds these with one connection after the other, and the last with all others. */
    static WireServer start(Conversation... conversations) {
        try {
            WireServer server = new WireServer(List.of(conversations));
            server.threads.execute(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The client's end of a connection. */
    final class Peer {
        private final Socket socket;
        private final BufferedReader in;

        Peer(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        }

        /** Reads one request's head. */
        boolean request() throws IOException {
            String first = in.readLine();
            if (first == null) {
                return false;
            }
            requests.add(first);
            String line = in.readLine();
            while (line != null && !line.isEmpty()) {
                line = in.readLine();
            }
            return true;
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        }

        /** What stands first in the stream, undecoded. */
        String raw(int atMost) throws IOException {
            char[] read = new char[atMost];
            int count = in.read(read);
            return new String(read, 0, Math.max(0, count));
        }

        /** Closes it hard. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    String host() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** How many connections were made. */
    int connections() {
        return connections.size();
    }

    /** First lines of all requests. */
    List<String> requests() {
        return requests;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.add(socket);
                Conversation next = conversations.get(Math.min(connections.size(), conversations.size()) - 1);
                threads.execute(() -> hold(next, socket));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void hold(Conversation conversation, Socket socket) {
        try (socket) {
            conversation.hold(new Peer(socket));
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
        threads.shutdownNow();
    }
}
