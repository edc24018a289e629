package io.rollcall.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A registry in this JVM, for machines without {@code docker-registry}: plain HTTP, images in memory. It passes the same
 * contract tests as the real one.
 */
public final class BuiltInRegistry implements Registry {

    private static final int THREADS = 8;

    private final HttpServer server;
    private final ExecutorService workers;
    private final RegistryClient client;
    private final RegistryRoutes stored = new RegistryRoutes(new RegistryContents());
    private volatile RegistryRoutes current = stored;

    private BuiltInRegistry(HttpServer server) {
        this.server = server;
        this.workers = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "registry");
            thread.setDaemon(true);
            return thread;
        });
        this.client = RegistryClient.plain(host());
    }

    /** Starts one on a free loopback port. */
    public static BuiltInRegistry start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            BuiltInRegistry registry = new BuiltInRegistry(server);
            server.createContext("/", registry::handle);
            server.setExecutor(registry.workers);
            server.start();
            return registry;
        } catch (IOException e) {
            throw new SandboxException("No loopback port is free (%s): end other servers.".formatted(e), e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            RegistryAnswer answer = current.answer(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes());
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Docker-Distribution-Api-Version", "registry/2.0");
            byte[] body = answer.body();
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            }
            if (exchange.getRequestMethod().equals("HEAD") || body.length == 0) {
                exchange.sendResponseHeaders(answer.status(), -1);
            } else {
                exchange.sendResponseHeaders(answer.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public RegistryClient client() {
        return client;
    }

    @Override
    public void loseStorage() {
        current = new RegistryRoutes(new RegistryContents());
    }

    @Override
    public void restoreStorage() {
        current = stored;
    }

    @Override
    public boolean isReal() {
        return false;
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
