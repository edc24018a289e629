package io.rollcall.standalone.bench;

import io.rollcall.standalone.cli.CommandException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** The least that a client can do: each image's HEAD once, over a few connections that are kept, and nothing else. */
final class RawClient {

    private final String host;
    private final int port;
    private final int connections;

    RawClient(String host, int port, int connections) {
        this.host = host;
        this.port = port;
        this.connections = connections;
    }

    /** Asks for the first so many images; returns when the last is answered. */
    void sweep(int images) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<Callable<Void>> clients = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            clients.add(() -> ask(next, images));
        }
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            for (Future<Void> client : threads.invokeAll(clients)) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw CommandException.failed("the raw client failed (%s); report it.".formatted(e.getCause()), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private Void ask(AtomicInteger next, int images) throws IOException {
        try (Wire wire = new Wire(new Socket(InetAddress.getLoopbackAddress(), port))) {
            for (int image = next.getAndIncrement(); image < images; image = next.getAndIncrement()) {
                int status = wire.ask(Wire.head(host, image, ""));
                if (status != 200) {
                    throw new IOException("the registry answered " + status + " for image " + image);
                }
            }
        }
        return null;
    }
}
