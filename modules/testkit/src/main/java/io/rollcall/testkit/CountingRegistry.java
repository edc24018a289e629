package io.rollcall.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rollcall.testkit.Hold.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A registry that has every image, takes its time to say so, and remembers who asked what and when: no real one tells its
 * clients apart by the moment. Each client has a door of its own.
 */
public final class CountingRegistry implements AutoCloseable {

    private static final String MANIFEST = "/v2/(.+)/manifests/(.+)";
    private static final String DIGEST = "sha256:" + "c0".repeat(32);

    private final Duration latency;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, HttpServer> doors = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Visit> visits = new ConcurrentLinkedQueue<>();
    private final Holds<Visit> holds = new Holds<>();

    /**
     * One request.
     *
     * @param image {@code repository:reference}
     * @param from when it arrived
     * @param to when its answer had gone; null as long as it is held
     */
    public record Visit(String door, String image, Instant from, Instant to) {}

    /** @param latency from a request to its answer */
    public CountingRegistry(Duration latency) {
        this.latency = latency;
    }

    /** The address for the client of this name, {@code 127.0.0.1:port}; the same each time. */
    public String door(String name) {
        HttpServer server = doors.computeIfAbsent(name, this::open);
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private HttpServer open(String name) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> serve(name, exchange));
            server.setExecutor(threads);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps the next answer to this client from going; {@code image} is part of its name, and may be empty. */
    public Hold hold(String door, String image) {
        return holds.arm(
                Step.BEFORE,
                visit -> visit.door().equals(door) && visit.image().contains(image),
                "a question for " + image + " through " + door);
    }

    /** What was asked and answered so far, in the order of the answers. */
    public List<Visit> visits() {
        return new ArrayList<>(visits);
    }

    private void serve(String door, HttpExchange exchange) throws IOException {
        Instant from = Instant.now();
        String image = exchange.getRequestURI().getPath().replaceFirst(MANIFEST, "$1:$2");
        try (exchange) {
            boolean goesOn = holds.pass(Step.BEFORE, new Visit(door, image, from, null));
            if (!goesOn || closed.await(latency.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            exchange.getResponseHeaders().set("Docker-Content-Digest", DIGEST);
            exchange.getResponseHeaders().set("Content-Type", "application/vnd.oci.image.manifest.v1+json");
            exchange.getResponseHeaders().set("Content-Length", "2");
            exchange.sendResponseHeaders(200, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            visits.add(new Visit(door, image, from, Instant.now()));
        }
    }

    /** Stops it; answers that are held back are dropped. */
    @Override
    public void close() {
        closed.countDown();
        holds.close();
        doors.values().forEach(door -> door.stop(0));
        threads.shutdownNow();
    }
}
