package io.rollcall.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A server over plain HTTP that answers what it was told to, for answers that no real registry can be made to show, and
 * remembers what it was asked. Unscripted requests are answered 404 MANIFEST_UNKNOWN, {@code /v2/} 200.
 */
public final class ScriptedRegistry implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Deque<ScriptedAnswer>> scripts = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /**
     * What was asked; header names are as the JDK's server gives them: {@code Content-type}.
     *
     * @param query decoded; empty for none
     */
    public record Request(String method, String path, String query, Map<String, List<String>> headers) {

        /** A header's one value; empty for none. */
        public String header(String name) {
            return String.join("|", headers.getOrDefault(name, List.of()));
        }
    }

    private ScriptedRegistry(HttpServer server) {
        this.server = server;
    }

    /** Starts one on a free loopback port. */
    public static ScriptedRegistry start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ScriptedRegistry registry = new ScriptedRegistry(server);
            registry.script("GET", "/v2/", ScriptedAnswer.of(200).withBody("{}"));
            server.createContext("/", registry::handle);
            server.setExecutor(registry.workers);
            server.start();
            return registry;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers in this order, then the last one for good. Replaces what was scripted for method and path. */
    public void script(String method, String path, ScriptedAnswer first, ScriptedAnswer... others) {
        Deque<ScriptedAnswer> answers = new ArrayDeque<>(List.of(others));
        answers.addFirst(first);
        scripts.put(method + " " + path, answers);
    }

    /** As {@link #script}, for HEAD and GET of a manifest alike. */
    public void manifest(String repository, String reference, ScriptedAnswer first, ScriptedAnswer... others) {
        String path = "/v2/" + repository + "/manifests/" + reference;
        script("HEAD", path, first, others);
        script("GET", path, first, others);
    }

    /** All that was asked so far, in the order of arrival. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            String path = exchange.getRequestURI().getPath();
            String query = exchange.getRequestURI().getQuery();
            requests.add(
                    new Request(method, path, query == null ? "" : query, Map.copyOf(exchange.getRequestHeaders())));
            exchange.getRequestBody().readAllBytes();
            ScriptedAnswer answer = next(method + " " + path);
            if (closed.await(answer.delay().toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            send(exchange, answer, method.equals("HEAD"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, ScriptedAnswer answer, boolean head) throws IOException {
        byte[] body = answer.body().getBytes(UTF_8);
        answer.headers().forEach((name, value) -> {
            if (!value.isEmpty()) {
                exchange.getResponseHeaders().set(name, value);
            }
        });
        if (head && !answer.headers().containsKey("Content-Length")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
        }
        exchange.sendResponseHeaders(answer.status(), head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private ScriptedAnswer next(String request) {
        Deque<ScriptedAnswer> answers = scripts.get(request);
        if (answers == null) {
            return ScriptedAnswer.registryError(404, "MANIFEST_UNKNOWN");
        }
        synchronized (answers) {
            return answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
        }
    }

    /** Stops it; answers that are held back are dropped. */
    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        workers.shutdownNow();
    }
}
