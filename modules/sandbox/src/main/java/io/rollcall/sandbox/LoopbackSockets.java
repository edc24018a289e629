package io.rollcall.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * Listening sockets that are bound before the broker's configuration is written. The configuration has to name the ports;
 * choosing free ports first and binding them later would lose the race against whoever binds in between.
 */
final class LoopbackSockets implements ServerSocketFactory, AutoCloseable {

    private final Map<String, ServerSocketChannel> byListener = new ConcurrentHashMap<>();

    /** Binds a free loopback port for the listener, and returns it. */
    int bind(String listener) throws IOException {
        return bind(listener, 0);
    }

    /** Binds this one; 0 takes a free one. */
    int bind(String listener, int port) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        byListener.put(listener, channel);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBufferBytes) throws IOException {
        ServerSocketChannel channel = byListener.remove(listener);
        if (channel == null) {
            throw new IOException("no socket was bound for the listener " + listener);
        }
        channel.configureBlocking(false);
        return channel;
    }

    /** Closes what the broker has not taken over. */
    @Override
    public void close() throws IOException {
        for (ServerSocketChannel channel : byListener.values()) {
            channel.close();
        }
    }
}
