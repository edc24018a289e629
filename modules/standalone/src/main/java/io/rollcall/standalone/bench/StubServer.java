package io.rollcall.standalone.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.rollcall.standalone.cli.CommandException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Answers every HEAD a little later that the image is there, over kept connections, on one thread. It listens on as many
 * ports as it stands for registries.
 */
final class StubServer implements AutoCloseable {

    private static final byte[] ANSWER = ("HTTP/1.1 200 OK\r\n"
                    + "Content-Type: application/vnd.docker.distribution.manifest.v2+json\r\n"
                    + "Docker-Content-Digest: sha256:" + "a".repeat(64) + "\r\n"
                    + "Docker-Distribution-Api-Version: registry/2.0\r\nContent-Length: 528\r\n\r\n")
            .getBytes(ISO_8859_1);

    private final long delayNanos;
    private final Selector selector;
    private final List<ServerSocketChannel> doors = new ArrayList<>();
    private final Queue<Pending> pending = new ArrayDeque<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(16 << 10);
    private final AtomicLong asked = new AtomicLong();
    private final Thread thread = new Thread(this::work, "bench-stub");
    private volatile boolean closed;

    private record Pending(long at, SocketChannel to) {}

    private StubServer(Duration delay, Selector selector) {
        this.delayNanos = delay.toNanos();
        this.selector = selector;
    }

    static StubServer start(int ports, Duration delay) throws IOException {
        StubServer server = new StubServer(delay, Selector.open());
        for (int i = 0; i < ports; i++) {
            ServerSocketChannel door = ServerSocketChannel.open();
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .configureBlocking(false);
            door.register(server.selector, SelectionKey.OP_ACCEPT);
            server.doors.add(door);
        }
        server.thread.start();
        return server;
    }

    /** One for each port, as image references name it. */
    List<String> hosts() throws IOException {
        List<String> hosts = new ArrayList<>();
        for (ServerSocketChannel door : doors) {
            hosts.add("127.0.0.1:" + ((InetSocketAddress) door.getLocalAddress()).getPort());
        }
        return hosts;
    }

    /** How many requests so far. */
    long asked() {
        return asked.get();
    }

    /** Returns when so many have come. */
    void await(long requests, Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (asked.get() < requests) {
            if (System.nanoTime() > until) {
                throw CommandException.failed(
                        "the stub was not asked within %d s; report it.".formatted(atMost.toSeconds()));
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void work() {
        try {
            while (!closed) {
                selector.select(this::take, wait(pending.peek()));
                answer();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long wait(Pending first) {
        return first == null ? 100 : Math.max(1, (first.at() - System.nanoTime()) / 1_000_000);
    }

    private void take(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                SocketChannel client = ((ServerSocketChannel) key.channel()).accept();
                client.setOption(StandardSocketOptions.TCP_NODELAY, true).configureBlocking(false);
                client.register(selector, SelectionKey.OP_READ);
            } else {
                read((SocketChannel) key.channel());
            }
        } catch (IOException e) {
            key.cancel(); // the client went; the bench sees what is missing
        }
    }

    /** A client has one request out on a connection: what is read is one, whole. */
    private void read(SocketChannel client) throws IOException {
        buffer.clear();
        if (client.read(buffer) < 0) {
            client.close();
            return;
        }
        asked.incrementAndGet();
        pending.add(new Pending(System.nanoTime() + delayNanos, client));
    }

    private void answer() throws IOException {
        long now = System.nanoTime();
        for (Pending next = pending.peek(); next != null && next.at() - now <= 0; next = pending.peek()) {
            pending.remove();
            if (next.to().isOpen()) {
                next.to().write(ByteBuffer.wrap(ANSWER));
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
