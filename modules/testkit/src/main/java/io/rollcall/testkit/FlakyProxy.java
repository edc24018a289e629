package io.rollcall.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A TCP proxy on loopback that does harm on demand. A fault holds for new connections and for those that are open, from
 * their next bytes on. The port stays the same throughout.
 */
public final class FlakyProxy implements AutoCloseable {

    private final InetSocketAddress target;
    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile Fault fault = Fault.pass();
    private ServerSocket listener;
    private Socket held = new Socket();
    private CompletableFuture<Void> accepting = CompletableFuture.completedFuture(null);

    private FlakyProxy(InetSocketAddress target) throws IOException {
        this.target = target;
        this.listener = bind(0);
        this.port = listener.getLocalPort();
    }

    /** Starts one that passes everything on to {@code host}, {@code 127.0.0.1:port}. */
    public static FlakyProxy to(String host) {
        try {
            int colon = host.lastIndexOf(':');
            FlakyProxy proxy = new FlakyProxy(
                    new InetSocketAddress(host.substring(0, colon), Integer.parseInt(host.substring(colon + 1))));
            proxy.listen();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String host() {
        return "127.0.0.1:" + port;
    }

    /** From now on, does this. */
    public synchronized void set(Fault next) {
        try {
            fault = next;
            if (next instanceof Fault.Refuse && !listener.isClosed()) {
                listener.close();
                // the system lets go of the port only when nobody is in accept() any more
                accepting.join();
                held = hold(port);
                connections.forEach(ProxiedConnection::reset);
            } else if (listener.isClosed() && !(next instanceof Fault.Refuse)) {
                listener = bind(port);
                held.close();
                listen();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        return socket;
    }

    /** Bound and not listening: who connects is refused, and nobody else is given the port. */
    private static Socket hold(int port) throws IOException {
        Socket socket = new Socket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    private void listen() {
        ServerSocket current = listener;
        accepting = CompletableFuture.runAsync(() -> acceptAll(current), threads);
    }

    private void acceptAll(ServerSocket current) {
        while (!current.isClosed()) {
            try {
                Socket client = current.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                if (!current.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket client) {
        ProxiedConnection connection = new ProxiedConnection(client, () -> fault, closed);
        connections.add(connection);
        try {
            connection.run(target, threads);
        } finally {
            connections.remove(connection);
        }
    }

    /** Resets every connection and stops listening. */
    @Override
    public synchronized void close() throws IOException {
        closed.countDown();
        listener.close();
        held.close();
        connections.forEach(ProxiedConnection::reset);
        threads.shutdownNow();
    }
}
