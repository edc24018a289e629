package io.rollcall.watcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.rollcall.sandbox.Crds;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An API server that answers as it is told: for what a real one does only on its worst days. It serves both CRDs, grants every
 * right, and has empty lists and silent watches; a test says otherwise by the end of a path.
 */
final class ScriptedApi implements AutoCloseable {
    record Reply(int status, String body) {}

    private static final String EMPTY_LIST =
            "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"metadata\":{\"resourceVersion\":\"100\"},\"items\":[]}";

    private static final String BOOKMARK = "{\"type\":\"BOOKMARK\","
            + "\"object\":{\"apiVersion\":\"virtualization.deckhouse.io/v1alpha2\",\"kind\":\"VirtualImage\","
            + "\"metadata\":{\"resourceVersion\":\"100\"}}}\n";

    private static final String CONTINUED = "?continue";
    private static final String WATCHED = "?watch";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Reply> scripts = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<OutputStream, String> watches = new ConcurrentHashMap<>();

    ScriptedApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** From now on, answers requests whose path ends so with this. */
    void script(String pathEnd, int status, String body) {
        scripts.put(pathEnd, new Reply(status, body));
    }

    /** Gives up what was scripted. */
    void unscript(String pathEnd) {
        scripts.remove(pathEnd);
    }

    /** From now on, answers so where a list whose path ends so is continued. */
    void scriptNextPage(String pathEnd, int status, String body) {
        scripts.put(pathEnd + CONTINUED, new Reply(status, body));
    }

    /** Sends this event to every open watch whose path ends so. */
    void emit(String pathEnd, String event) {
        watches.forEach((watch, path) -> {
            if (path.endsWith(pathEnd)) {
                send(watch, event + "\n");
            }
        });
    }

    private void send(OutputStream watch, String line) {
        try {
            synchronized (watch) {
                watch.write(line.getBytes(UTF_8));
                watch.flush();
            }
        } catch (IOException e) {
            watches.remove(watch); // its client is gone
        }
    }

    /** How many watches whose path ends so are open, or were when anything was last sent to them. */
    long watches(String pathEnd) {
        return watches.values().stream().filter(path -> path.endsWith(pathEnd)).count();
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** How many requests ended so; a list's continuations and watches are counted apart. */
    long requests(String pathEnd) {
        return requests.stream().filter(path -> path.endsWith(pathEnd)).count();
    }

    Path kubeconfig(Path directory) throws IOException {
        return Files.writeString(directory.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: scripted
                clusters: [{name: scripted, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: scripted, user: {}}]
                contexts: [{name: scripted, context: {cluster: scripted, user: scripted}}]
                """.formatted(
                        server.getAddress().getPort()));
    }

    private void answer(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        boolean watch = query.contains("watch=true");
        String asked = path + (watch ? WATCHED : query.contains("continue=") ? CONTINUED : "");
        if (!exchange.getRequestHeaders().containsKey("Upgrade")) {
            requests.add(asked);
        }
        try (exchange) {
            if (watch && exchange.getRequestHeaders().containsKey("Upgrade")) {
                exchange.sendResponseHeaders(200, -1); // no WebSocket here: the client tries plain HTTP
            } else if (watch) {
                watch(exchange, path);
            } else {
                Reply reply = reply(asked, new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                byte[] body = reply.body().getBytes(UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(HttpExchange exchange, String path) throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        watches.put(out, path);
        send(out, BOOKMARK);
        closed.await();
    }

    private Reply reply(String path, String body) {
        for (Map.Entry<String, Reply> script : scripts.entrySet()) {
            if (path.endsWith(script.getKey())) {
                return script.getValue();
            }
        }
        if (path.endsWith("/selfsubjectaccessreviews")) {
            return new Reply(201, body.replaceFirst("\\{", "{\"status\":{\"allowed\":true},"));
        } else if (path.endsWith("/customresourcedefinitions/virtualimages.virtualization.deckhouse.io")) {
            return new Reply(200, Serialization.asJson(Crds.virtualImages()));
        } else if (path.endsWith("/customresourcedefinitions/clustervirtualimages.virtualization.deckhouse.io")) {
            return new Reply(200, Serialization.asJson(Crds.clusterVirtualImages()));
        } else if (path.endsWith("virtualimages")) {
            return new Reply(200, EMPTY_LIST);
        }
        return new Reply(404, "");
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
