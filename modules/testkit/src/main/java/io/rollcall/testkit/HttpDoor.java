package io.rollcall.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.rollcall.testkit.Hold.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * An HTTP server on loopback that passes every request on to another, and can stop a single one on its way: before it goes
 * on, or when it took effect and its answer has not gone back. What comes in is plain HTTP; what goes on to an API server
 * bears a kubeconfig's credentials.
 */
public final class HttpDoor implements AutoCloseable {

    /** Hop by hop, or the client's own to set. */
    private static final Set<String> NOT_PASSED_ON =
            Set.of("host", "connection", "content-length", "transfer-encoding", "upgrade", "http2-settings", "expect");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client;
    private final String target;
    private final String token;
    private final Holds<Request> holds = new Holds<>();
    private final Set<InputStream> watches = ConcurrentHashMap.newKeySet();
    private final AtomicReference<UnaryOperator<String>> nextWatch = new AtomicReference<>();

    /**
     * What passes.
     *
     * @param path with the query
     */
    public record Request(String method, String path, String body) {

        /** Whether it is a watch, whose answer has no end. */
        boolean isWatch() {
            return path.contains("watch=true") || path.contains("watch=1");
        }
    }

    private HttpDoor(String target, HttpClient client, String token) {
        this.target = target;
        this.client = client;
        this.token = token;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    /** In front of a server that speaks plain HTTP at {@code 127.0.0.1:port}. */
    public static HttpDoor to(String host) {
        return new HttpDoor("http://" + host, builder().build(), null);
    }

    /** In front of the API server that the kubeconfig names. */
    public static HttpDoor toApiServer(Path kubeconfig) {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        try {
            HttpClient client =
                    builder().sslContext(SSLUtils.sslContext(config)).build();
            return new HttpDoor(config.getMasterUrl().replaceAll("/$", ""), client, token(config));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the kubeconfig's certificates cannot be used", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first is one that a program sets, the second is what a kubeconfig says. */
    private static String token(Config config) {
        return config.getOauthToken() != null ? config.getOauthToken() : config.getAutoOAuthToken();
    }

    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    }

    /** {@code 127.0.0.1:port}. */
    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Writes a kubeconfig that leads through the address, which is this door's or one that leads to it. */
    public static Path kubeconfig(String host, Path file) {
        try {
            return Files.writeString(file, """
                    apiVersion: v1
                    kind: Config
                    current-context: door
                    clusters: [{name: door, cluster: {server: "http://%s"}}]
                    users: [{name: door, user: {}}]
                    contexts: [{name: door, context: {cluster: door, user: door}}]
                    """.formatted(host), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the next request that is like this. */
    public Hold hold(Step step, Predicate<Request> which) {
        return holds.arm(step, which, "an HTTP request");
    }

    /** Stops the next request of this method whose path, query included, contains this. */
    public Hold hold(Step step, String method, String part) {
        return holds.arm(
                step, it -> it.method().equals(method) && it.path().contains(part), method + " …" + part + "…");
    }

    /** Ends every watch that is open; the path of the next one is changed before it goes on. */
    public void endWatches(UnaryOperator<String> next) {
        nextWatch.set(next);
        watches.forEach(HttpDoor::close);
    }

    private void serve(HttpExchange exchange) {
        try (exchange) {
            if (exchange.getRequestHeaders().containsKey("Upgrade")) {
                // no WebSocket here: a client that wants to watch tries plain HTTP
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            if (!holds.pass(Step.BEFORE, request)) {
                return;
            }
            HttpResponse<InputStream> answer = client.send(onwards(exchange, request), BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (holds.pass(Step.AFTER, request)) {
                    answer(exchange, request, answer, body);
                }
            }
        } catch (IOException e) {
            // one side is gone, or was never there: closing the exchange tells the other
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest onwards(HttpExchange exchange, Request request) {
        String path = request.path();
        UnaryOperator<String> change = request.isWatch() ? nextWatch.getAndSet(null) : null;
        HttpRequest.Builder onwards = HttpRequest.newBuilder(
                        URI.create(target + (change == null ? path : change.apply(path))))
                .method(
                        request.method(),
                        request.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(request.body()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> onwards.header(name, value));
            }
        });
        if (token != null) {
            onwards.setHeader("Authorization", "Bearer " + token);
        }
        return onwards.build();
    }

    private void answer(HttpExchange exchange, Request request, HttpResponse<InputStream> answer, InputStream body)
            throws IOException {
        answer.headers().map().forEach((name, values) -> {
            if (!name.startsWith(":")
                    && !List.of("connection", "transfer-encoding").contains(name)) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        if (request.isWatch() && answer.statusCode() == 200) {
            exchange.sendResponseHeaders(200, 0);
            stream(body, exchange.getResponseBody());
            return;
        }
        byte[] bytes = body.readAllBytes();
        exchange.sendResponseHeaders(answer.statusCode(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void stream(InputStream body, OutputStream out) throws IOException {
        watches.add(body);
        try {
            byte[] buffer = new byte[16 * 1024];
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                out.write(buffer, 0, n);
                out.flush();
            }
        } finally {
            watches.remove(body);
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Drops what is held, ends every watch, and stops listening. */
    @Override
    public void close() {
        holds.close();
        watches.forEach(HttpDoor::close);
        server.stop(0);
        threads.shutdownNow();
    }
}
