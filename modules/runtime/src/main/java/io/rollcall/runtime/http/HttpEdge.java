package io.rollcall.runtime.http;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.rollcall.runtime.config.HttpConfig;
import io.rollcall.runtime.health.Health;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

    /** From a call's first byte to the last of its answer. */
    private static final Duration CALL_PATIENCE = Duration.ofSeconds(15);

    /** Some for calls, and some that calls never have. */
    private static final int THREADS = Calls.MOST + 4;

    private final HttpServer server;
    private final ExecutorService workers;
    private final Calls calls;

    private HttpEdge(HttpServer server, ExecutorService workers, Calls calls) {
        this.server = server;
        this.workers = workers;
        this.calls = calls;
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
        return start(config, services, metrics, endpoints, CALL_PATIENCE);
    }

    static HttpEdge start(
            HttpConfig config,
            List<Health> services,
            Supplier<String> metrics,
            Endpoints endpoints,
            Duration callPatience)
            throws IOException {
        List<Health> healths = List.copyOf(services);
        requireNonNull(metrics, "metrics is null");
        requireNonNull(endpoints, "endpoints is null");
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByName(config.bind()), config.port()), 0);
        route(server, "/healthz", JSON, () -> HealthReport.live(healths));
        route(server, "/readyz", JSON, () -> HealthReport.ready(healths));
        route(server, "/metrics", PROMETHEUS, () -> new HealthReport(200, metrics.get()));
        Calls calls = new Calls(callPatience);
        server.createContext("/", exchange -> call(exchange, endpoints, calls));
        ExecutorService workers = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "rollcall-http");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(workers);
        server.start();
        return new HttpEdge(server, workers, calls);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
        calls.close();
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
}
