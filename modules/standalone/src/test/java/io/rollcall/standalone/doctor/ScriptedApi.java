package io.rollcall.standalone.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.rollcall.sandbox.Crds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An API server for what neither the mock nor a real one shows when it is wanted: a right that is missing, a token that
 * nobody knows. It grants the rest, serves both CRDs, and has no image.
 */
final class ScriptedApi implements AutoCloseable {

    private static final String EMPTY_LIST =
            "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private volatile String denied = "nothing";

    ScriptedApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** From now on, answers every path that ends so with this status. */
    ScriptedApi failing(String pathEnd, int status) {
        statuses.put(pathEnd, status);
        return this;
    }

    /** Denies every review whose attributes hold this text. */
    ScriptedApi denying(String attributes) {
        denied = attributes;
        return this;
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

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            int status = statuses.entrySet().stream()
                    .filter(entry -> path.endsWith(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(200);
            byte[] body = (status == 200 ? body(path, request) : "{}").getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String body(String path, String request) {
        if (path.endsWith("/version")) {
            return "{\"gitVersion\":\"v1.30.1\"}";
        } else if (path.endsWith("/selfsubjectaccessreviews")) {
            boolean allowed = !request.contains(denied);
            return request.replaceFirst("\\{", "{\"status\":{\"allowed\":" + allowed + "},");
        } else if (path.endsWith("/customresourcedefinitions/virtualimages.virtualization.deckhouse.io")) {
            return Serialization.asJson(Crds.virtualImages());
        } else if (path.endsWith("/customresourcedefinitions/clustervirtualimages.virtualization.deckhouse.io")) {
            return Serialization.asJson(Crds.clusterVirtualImages());
        }
        return EMPTY_LIST;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
