package io.rollcall.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.rollcall.sandbox.HttpPassage.Request;
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
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP server on loopback that passes every request on to another, as far as an {@link HttpPassage} lets it. What comes
 * in is plain HTTP; what goes on to an API server bears a kubeconfig's credentials.
 */
public final class HttpProxy implements AutoCloseable {

    /** Hop by hop, or the client's own to set. */
    private static final Set<String> NOT_PASSED_ON =
            Set.of("host", "connection", "content-length", "transfer-encoding", "upgrade", "http2-settings", "expect");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client;
    private final String target;
    private final String token;
    private final HttpPassage passage;
    private final Set<InputStream> watches = ConcurrentHashMap.newKeySet();

    private HttpProxy(String target, HttpClient client, String token, HttpPassage passage) {
        this.target = target;
        this.client = client;
        this.token = token;
        this.passage = requireNonNull(passage, "passage is null");
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
    public static HttpProxy to(String host, HttpPassage passage) {
        return new HttpProxy("http://" + host, builder().build(), null, passage);
    }

    /** In front of the API server that the kubeconfig names. */
    public static HttpProxy toApiServer(Path kubeconfig, HttpPassage passage) {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        try {
            HttpClient client =
                    builder().sslContext(SSLUtils.sslContext(config)).build();
            return new HttpProxy(config.getMasterUrl().replaceAll("/$", ""), client, token(config), passage);
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

    /** How many watches are open. */
    public int openWatches() {
        return watches.size();
    }

    /** Ends every watch that is open. */
    public void endWatches() {
        watches.forEach(HttpProxy::close);
    }

    private void serve(HttpExchange exchange) {
        try (exchange) {
            if ("websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Upgrade"))) {
                // no WebSocket here: a client that wants to watch tries plain HTTP
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            HttpPassage.Way way = passage.before(request);
            if (way instanceof HttpPassage.Answer answer) {
                answer(exchange, answer);
            } else if (way instanceof HttpPassage.On on) {
                passOn(exchange, request, on.path());
            }
        } catch (IOException e) {
            // one side is gone, or was never there: closing the exchange tells the other
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void passOn(HttpExchange exchange, Request request, String path) throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                client.send(onwards(exchange, request, path), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            HttpPassage.Way back = passage.after(request);
            if (back instanceof HttpPassage.Answer answer) {
                answer(exchange, answer);
            } else if (back instanceof HttpPassage.On) {
                Optional<WatchOverWebSocket> watch = request.isWatch() && response.statusCode() == 400
                        ? WatchOverWebSocket.open(client, target + path)
                        : Optional.empty();
                if (watch.isPresent()) {
                    answer(exchange, watch.get());
                } else {
                    answer(exchange, request, response, body);
                }
            }
        }
    }

    private void answer(HttpExchange exchange, WatchOverWebSocket watch) throws IOException {
        try (watch) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            stream(watch, exchange.getResponseBody());
        }
    }

    private HttpRequest onwards(HttpExchange exchange, Request request, String path) {
        HttpRequest.Builder onwards = HttpRequest.newBuilder(URI.create(target + path))
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

    private static void answer(HttpExchange exchange, HttpPassage.Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        send(exchange, answer.status(), answer.body().getBytes(UTF_8));
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
        send(exchange, answer.statusCode(), body.readAllBytes());
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private void stream(InputStream body, OutputStream out) throws IOException {
        watches.add(body);
        try {
            // the watch is open long before its first event; there are clients that know it by the first byte alone,
            // and a
            // blank before JSON says nothing
            out.write(' ');
            out.flush();
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

    /** Ends every watch, and stops listening. */
    @Override
    public void close() {
        endWatches();
        server.stop(0);
        threads.shutdownNow();
    }
}
