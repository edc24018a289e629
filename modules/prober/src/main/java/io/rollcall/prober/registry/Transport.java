package io.rollcall.prober.registry;

import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.runtime.config.RegistryConfig;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;

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

    private final HttpHost target;
    private final Optional<CredentialsFile> credentials;
    private final PoolingAsyncClientConnectionManager pool;
    private final CloseableHttpAsyncClient http;

    /** @throws RegistrySetupException if the registry's ca or docker config is of no use */
    Transport(RegistryConfig registry, ProbePolicy policy, Clock clock) {
        this.target = Endpoint.of(registry).target();
        this.credentials = registry.dockerConfig()
                .map(file -> CredentialsFile.open(file, registry.host().toLowerCase(Locale.ROOT), clock));
        this.pool = HttpClients.pool(registry, policy);
        this.http = HttpClients.client(registry, policy, pool);
        http.start();
    }

    /** @return completes with an outcome, never exceptionally; to cancel it breaks off the exchange */
    CompletableFuture<Outcome> send(String method, ImageReference reference) {
        BasicHttpRequest request = new BasicHttpRequest(
                method, target, "/v2/" + reference.repository() + "/manifests/" + reference.reference());
        request.setHeader(HttpHeaders.ACCEPT, ACCEPT);
        credentials.ifPresent(file ->
                request.setHeader(HttpHeaders.AUTHORIZATION, file.current().basic()));
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        HttpClientContext context = HttpClientContext.create();
        ReplyConsumer consumer = new ReplyConsumer();
        Future<Reply> running = http.execute(
                target,
                new BasicRequestProducer(request, null),
                consumer,
                null,
                context,
                callback(outcome, consumer, context));
        var unused = outcome.whenComplete((done, error) -> {
            if (outcome.isCancelled()) {
                running.cancel(true);
            }
        });
        return outcome;
    }

    private static FutureCallback<Reply> callback(
            CompletableFuture<Outcome> outcome, ReplyConsumer consumer, HttpClientContext context) {
        return new FutureCallback<>() {
            @Override
            public void completed(Reply reply) {
                outcome.complete(new Outcome.Replied(reply));
            }

            @Override
            public void failed(Exception error) {
                if (error instanceof ReplyConsumer.BodyTooLongException cut) {
                    completed(cut.reply());
                } else {
                    boolean connected = context.getAttribute(HttpClients.CONNECTED) != null;
                    boolean stale = !consumer.hasBegun() && isStale(error, context.getEndpointDetails());
                    outcome.complete(new Outcome.Failed(error, connected, stale));
                }
            }

            @Override
            public void cancelled() {
                failed(new InterruptedIOException("the request was cancelled"));
            }
        };
    }

    private static boolean isStale(Exception error, EndpointDetails connection) {
        boolean kept = connection != null && connection.getResponseCount() > 0;
        boolean broken = error instanceof IOException
                && !(error instanceof InterruptedIOException)
                && !(error instanceof SSLException);
        return error instanceof RequestNotExecutedException || (kept && broken);
    }

    /** Gives up all connections that carry nothing now: the next request makes a new one. */
    void dropIdle() {
        pool.closeIdle(TimeValue.ZERO_MILLISECONDS);
    }

    /** Breaks off everything. */
    @Override
    public void close() {
        http.close(CloseMode.IMMEDIATE);
    }
}
