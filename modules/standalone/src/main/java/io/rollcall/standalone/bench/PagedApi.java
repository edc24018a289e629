package io.rollcall.standalone.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.rollcall.sandbox.Crds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of an API server as a watcher of many images needs: CRDs, every right, lists in pages and watches in which nothing
 * happens. It keeps no object, but writes each anew from its number, so that in this process's heap there is none of its own.
 */
final class PagedApi implements AutoCloseable {

    /** Has happened to whatever is watched, so that a client takes its watch for open. */
    private static final String BOOKMARK = "{\"type\":\"BOOKMARK\",\"object\":"
            + "{\"apiVersion\":\"virtualization.deckhouse.io/v1alpha2\",\"kind\":\"%s\","
            + "\"metadata\":{\"resourceVersion\":\"9000000\"}}}\n";

    private static final Pattern LIMIT = Pattern.compile("limit=(\\d+)");
    private static final Pattern CONTINUE = Pattern.compile("continue=(\\d+)");

    private final ListedImages images;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Runnable beforeLastPage = () -> {};

    private PagedApi(ListedImages images, HttpServer server) {
        this.images = images;
        this.server = server;
    }

    static PagedApi start(ListedImages images) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        PagedApi api = new PagedApi(images, server);
        server.setExecutor(api.threads);
        server.createContext("/", api::answer);
        server.start();
        return api;
    }

    /** Lists of VirtualImages wait for this. */
    void open() {
        opened.countDown();
    }

    /** Runs this when all of a list but its last page was answered. */
    void beforeLastPage(Runnable action) {
        beforeLastPage = action;
    }

    Path kubeconfig(Path file) throws IOException {
        return Files.writeString(file, """
                apiVersion: v1
                kind: Config
                current-context: paged
                clusters: [{name: paged, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: paged, user: {}}]
                contexts: [{name: paged, context: {cluster: paged, user: paged}}]
                """.formatted(server.getAddress().getPort()), UTF_8);
    }

    private void answer(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestHeaders().containsKey("Upgrade")) {
                exchange.sendResponseHeaders(200, -1); // no WebSocket here: the client watches over plain HTTP
            } else if (query.contains("watch=true")) {
                watch(exchange, path);
            } else if (path.endsWith("/selfsubjectaccessreviews")) {
                send(exchange, 201, new String(body, UTF_8).replaceFirst("\\{", "{\"status\":{\"allowed\":true},"));
            } else if (path.endsWith("/customresourcedefinitions/"
                    + Crds.virtualImages().getMetadata().getName())) {
                send(exchange, 200, Serialization.asJson(Crds.virtualImages()));
            } else if (path.contains("/customresourcedefinitions/")) {
                send(exchange, 200, Serialization.asJson(Crds.clusterVirtualImages()));
            } else if (path.endsWith("/clustervirtualimages")) {
                send(exchange, 200, ListedImages.page("ClusterVirtualImage", "", ""));
            } else {
                list(exchange, number(LIMIT, query, images.count()), number(CONTINUE, query, 0));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void list(HttpExchange exchange, int limit, int from) throws IOException, InterruptedException {
        opened.await();
        int to = Math.min(images.count(), from + limit);
        if (to == images.count()) {
            beforeLastPage.run();
        }
        send(exchange, 200, images.page(from, to));
    }

    private void watch(HttpExchange exchange, String path) throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, 0);
        String kind = path.endsWith("/clustervirtualimages") ? "ClusterVirtualImage" : "VirtualImage";
        exchange.getResponseBody().write(BOOKMARK.formatted(kind).getBytes(UTF_8));
        exchange.getResponseBody().flush();
        closed.await();
    }

    private static void send(HttpExchange exchange, int status, CharSequence body) throws IOException {
        byte[] bytes = body.toString().getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static int number(Pattern name, String query, int otherwise) {
        return Arrays.stream(query.split("&"))
                .map(name::matcher)
                .filter(Matcher::matches)
                .map(found -> Integer.parseInt(found.group(1)))
                .findFirst()
                .orElse(otherwise);
    }

    @Override
    public void close() {
        opened.countDown();
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
