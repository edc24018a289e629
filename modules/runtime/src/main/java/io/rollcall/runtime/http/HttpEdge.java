package io.rollcall.runtime.http;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.rollcall.runtime.config.HttpConfig;
import io.rollcall.runtime.health.Health;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Serves {@code /healthz} (200 as long as every service is alive), {@code /readyz} (200 when every
 * service is ready) and {@code /metrics} (Prometheus text). The first two answer 503 otherwise, and
 * always a JSON object with each named check and its reason; all three to GET and HEAD only. Under other paths
 * services answer what they like: {@link Endpoints}.
 */
public final class HttpEdge implements AutoCloseable {

    private static final String JSON = "application/json; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    /** From a request's first byte to the last of its answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Some for calls, and some that calls never have. */
    static final int THREADS = Calls.MOST + 4;

    /** A body beyond this is not even read to be refused. */
    private static final int LARGEST = 16 << 20;

    private final HttpServer server;
    private final Workers workers;

    private HttpEdge(HttpServer server, Workers workers) {
        this.server = server;
        this.workers = workers;
    }

    /**
     * Listens and serves.
     *
     * @throws IOException where the address cannot be bound
     */
    public static HttpEdge start(HttpConfig config, List<Health> services, Supplier<String> metrics)
            throws IOException {
        return start(config, services, metrics, new Endpoints());
    }

    /**
     * The same, and what the services answer.
     *
     * @throws IOException where the address cannot be bound
     */
    public static HttpEdge start(
            HttpConfig config, List<Health> services, Supplier<String> metrics, Endpoints endpoints)
            throws IOException {
        return start(config, services, metrics, endpoints, PATIENCE);
    }

    static HttpEdge start(
            HttpConfig config, List<Health> services, Supplier<String> metrics, Endpoints endpoints, Duration patience)
            throws IOException {
        List<Health> healths = List.copyOf(services);
        requireNonNull(metrics, "metrics is null");
        requireNonNull(endpoints, "endpoints is null");
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByName(config.bind()), config.port()), 0);
        route(server, "/healthz", JSON, () -> HealthReport.live(healths));
        route(server, "/readyz", JSON, () -> HealthReport.ready(healths));
        route(server, "/metrics", PROMETHEUS, () -> new HealthReport(200, metrics.get()));
        Calls calls = new Calls();
        server.createContext("/", exchange -> call(exchange, endpoints, calls));
        Workers workers = new Workers(THREADS, patience);
        server.setExecutor(workers);
        server.start();
        return new HttpEdge(server, workers);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.close();
    }

    private static void route(HttpServer server, String path, String type, Supplier<HealthReport> answer) {
        server.createContext(path, (HttpHandler) exchange -> {
            try (exchange) {
                if (!exchange.getRequestURI().getPath().equals(path)) {
                    notFound(exchange);
                } else if (!List.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
                    exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                    send(exchange, 405, "text/plain", "use GET\n");
                } else {
                    HealthReport report = answer.get();
                    send(exchange, report.status(), type, report.body());
                }
            }
        });
    }

    private static void call(HttpExchange exchange, Endpoints endpoints, Calls calls) throws IOException {
        try (exchange) {
            Optional<Endpoint> endpoint =
                    endpoints.find(exchange.getRequestURI().getPath());
            if (endpoint.isEmpty()) {
                notFound(exchange);
            } else {
                calls.answer(endpoint.get(), exchange);
            }
        }
    }

    private static void notFound(HttpExchange exchange) throws IOException {
        send(exchange, 404, "text/plain", "not found; try /healthz, /readyz or /metrics\n");
    }

    static void send(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        send(exchange, reply.status(), "text/plain; charset=utf-8", reply.text().isEmpty() ? "" : reply.text() + "\n");
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        drain(exchange.getRequestBody());
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /**
     * Before the answer: after it the server reads little more, and resets who is still sending. And who sends half is told
     * apart by an exception; in the end of an exchange the server would swallow it, and keep the connection in its books.
     */
    private static void drain(InputStream body) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        int read = 0;
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            read += n;
            if (read > LARGEST) {
                throw new IOException("the body is larger than anything that is read");
            }
        }
    }
}
