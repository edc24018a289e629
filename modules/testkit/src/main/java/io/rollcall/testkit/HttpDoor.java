package io.rollcall.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.sandbox.HttpPassage;
import io.rollcall.sandbox.HttpProxy;
import io.rollcall.testkit.Hold.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * An {@link HttpProxy} that can stop a single request on its way: before it goes on, or when it took effect and its answer
 * has not gone back.
 */
public final class HttpDoor implements AutoCloseable {

    private final Holds<Request> holds = new Holds<>();
    private final AtomicReference<UnaryOperator<String>> nextWatch = new AtomicReference<>();
    private final HttpProxy proxy;

    /**
     * What passes.
     *
     * @param path with the query
     */
    public record Request(String method, String path, String body) {}

    private HttpDoor(Function<HttpPassage, HttpProxy> proxy) {
        this.proxy = proxy.apply(new Passage());
    }

    /** In front of a server that speaks plain HTTP at {@code 127.0.0.1:port}. */
    public static HttpDoor to(String host) {
        return new HttpDoor(passage -> HttpProxy.to(host, passage));
    }

    /** In front of the API server that the kubeconfig names. */
    public static HttpDoor toApiServer(Path kubeconfig) {
        return new HttpDoor(passage -> HttpProxy.toApiServer(kubeconfig, passage));
    }

    /** {@code 127.0.0.1:port}. */
    public String host() {
        return proxy.host();
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

    /** How many watches are open. */
    public int openWatches() {
        return proxy.openWatches();
    }

    /** Ends every watch that is open; the path of the next one is changed before it goes on. */
    public void endWatches(UnaryOperator<String> next) {
        nextWatch.set(next);
        proxy.endWatches();
    }

    private final class Passage implements HttpPassage {
        @Override
        public Way before(HttpPassage.Request request) throws InterruptedException {
            if (!passes(Step.BEFORE, request)) {
                return new Drop();
            }
            UnaryOperator<String> change = request.isWatch() ? nextWatch.getAndSet(null) : null;
            return change == null ? request.on() : new On(change.apply(request.path()));
        }

        @Override
        public Way after(HttpPassage.Request request) throws InterruptedException {
            return passes(Step.AFTER, request) ? request.on() : new Drop();
        }

        private boolean passes(Step step, HttpPassage.Request request) throws InterruptedException {
            return holds.pass(step, new HttpDoor.Request(request.method(), request.path(), request.body()));
        }
    }

    /** Drops what is held, ends every watch, and stops listening. */
    @Override
    public void close() {
        holds.close();
        proxy.close();
    }
}
