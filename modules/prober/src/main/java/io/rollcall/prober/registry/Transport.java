package io.rollcall.prober.registry;

import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.runtime.config.RegistryConfig;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;

/**
 * Sends single requests to one registry over its pool of kept connections. {@link #send} may block while a host name is
 * looked up, and is called by one thread at a time.
 */
final class Transport implements AutoCloseable {
    /**
     * Everything that a manifest can be. Distribution answers 404 to a manifest whose type is missing here, which would look
     * like a lost image.
     */
    static final String ACCEPT = String.join(
            ", ",
            "application/vnd.docker.distribution.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.v1+prettyjws",
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.oci.image.index.v1+json");

    private final RegistryConfig registry;
    private final ProbePolicy policy;
    private final HttpHost target;
    private final Optional<CredentialsFile> credentials;
    private final TrustFile trust;
    private Connections connections;
    private boolean closed;

    /** @throws RegistrySetupException if the registry's ca or docker config is of no use */
    Transport(RegistryConfig registry, ProbePolicy policy, Clock clock) {
        this.registry = registry;
        this.policy = policy;
        this.target = Endpoint.of(registry).target();
        this.credentials = registry.dockerConfig()
                .map(file -> CredentialsFile.open(file, registry.host().toLowerCase(Locale.ROOT), clock));
        this.trust = new TrustFile(registry.ca(), registry.host().toLowerCase(Locale.ROOT), clock);
        this.connections = Connections.open(registry, policy, trust.current());
    }

    /**
     * Those that stand; new ones if their I/O thread has failed, which it would do for good, or if the registry's ca has
     * changed, which a kept connection would not notice.
     */
    synchronized Connections connections() {
        if (closed) {
            return connections;
        }
        SSLContext trusted = trust.current();
        if (connections.areBroken()) {
            connections.close();
            connections = Connections.open(registry, policy, trusted);
        } else if (!connections.have(trusted)) {
            connections.retire();
            connections = Connections.open(registry, policy, trusted);
        }
        return connections;
    }

    /** @return completes with an outcome, never exceptionally; to cancel it breaks off the exchange */
    CompletableFuture<Outcome> send(String method, ImageReference reference) {
        return send(method, "/v2/" + reference.repository() + "/manifests/" + reference.reference())
                .outcome();
    }

    /** @return whose outcome completes, never exceptionally; to cancel that breaks off the exchange */
    Exchange send(String method, String path) {
        BasicHttpRequest request = new BasicHttpRequest(method, target, path);
        request.setHeader(HttpHeaders.ACCEPT, ACCEPT);
        credentials.ifPresent(file ->
                request.setHeader(HttpHeaders.AUTHORIZATION, file.current().basic()));
        Exchange exchange = new Exchange();
        Future<Reply> running = connections()
                .http()
                .execute(
                        target,
                        new BasicRequestProducer(request, null),
                        exchange.consumer(),
                        null,
                        exchange.context(),
                        exchange);
        var unused = exchange.outcome().whenComplete((done, error) -> {
            if (exchange.outcome().isCancelled()) {
                running.cancel(true);
            }
        });
        return exchange;
    }

    /** Gives up all connections that carry nothing now: the next request makes a new one. */
    synchronized void dropIdle() {
        connections.dropIdle();
    }

    /** Breaks off everything. */
    @Override
    public synchronized void close() {
        closed = true;
        connections.close();
    }
}
