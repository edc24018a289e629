package io.rollcall.testkit;

import io.rollcall.testkit.Hold.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * A TCP proxy on loopback before a single broker, that knows one request from another and can stop one on its way. Clients
 * never learn of the broker's own address, so it may move: {@link #leadTo}. The port stays the same throughout.
 */
public final class KafkaDoor implements AutoCloseable {

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<KafkaConnection> connections = ConcurrentHashMap.newKeySet();
    private final Holds<Request> holds = new Holds<>();
    private volatile int brokerPort;
    private volatile boolean shut;

    /**
     * What passes.
     *
     * @param clientId as the client names itself, {@code <service>-<instance>-<role>} and more
     */
    public record Request(ApiKeys api, String clientId) {}

    private KafkaDoor(String bootstrapServers) {
        leadTo(bootstrapServers);
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::acceptAll);
    }

    /** In front of the broker at {@code 127.0.0.1:port}. */
    public static KafkaDoor to(String bootstrapServers) {
        return new KafkaDoor(bootstrapServers);
    }

    /** The broker is there from now on; connections end when the old one ends them. */
    public void leadTo(String bootstrapServers) {
        brokerPort = Integer.parseInt(bootstrapServers.substring(bootstrapServers.lastIndexOf(':') + 1));
    }

    /** Ends every connection, and each new one at once, until {@link #open}: as if there was no broker. */
    public void shut() {
        shut = true;
        connections.forEach(KafkaConnection::end);
    }

    /** Lets connections through again. */
    public void open() {
        shut = false;
    }

    /** What clients set as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** Stops the next such request of a client whose id contains this; what follows it on its connection waits with it. */
    public Hold hold(Step step, ApiKeys api, String client) {
        return holds.arm(step, it -> it.api() == api && it.clientId().contains(client), api + " of …" + client + "…");
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket client) {
        KafkaConnection connection = new KafkaConnection(client, brokerPort, listener.getLocalPort(), holds);
        connections.add(connection);
        try {
            if (shut) {
                connection.end();
            } else {
                connection.run(threads);
            }
        } finally {
            connections.remove(connection);
        }
    }

    /** Drops what is held, and ends every connection. */
    @Override
    public void close() {
        holds.close();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        connections.forEach(KafkaConnection::end);
        threads.shutdownNow();
    }
}
