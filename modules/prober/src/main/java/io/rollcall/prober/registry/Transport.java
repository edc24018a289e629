package io.rollcall.prober.registry;

import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.Reason;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.runtime.log.LogKeys;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends single requests to one registry over its pool of kept connections. {@link #send} may block while a host name is
 * looked up. Thread-safe.
 */
final class Transport implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);

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
    private final Ways ways;
    private final Endpoint endpoint;
    private final Optional<RereadFile<Credentials>> credentials;
    private final RereadFile<SSLContext> trust;
    private volatile Optional<Connections> connections = Optional.empty();
    private volatile ProbePolicy policy;
    private boolean closed;

    /** Reads ca and docker config; where they are of no use nothing is sent until they are. */
    Transport(RegistryConfig registry, ProbePolicy policy, Clock clock, Proxies proxies) {
        this.registry = registry;
        this.policy = policy;
        this.endpoint = Endpoint.of(registry);
        this.ways = new Ways(registry, proxies);
        String host = registry.host().toLowerCase(Locale.ROOT);
        this.credentials = registry.dockerConfig().map(file -> CredentialsFile.open(file, host, clock));
        this.trust = Trust.open(registry.ca(), host, clock);
    }

    /** What is wrong with the files as they are now, and the fix; a sentence each. */
    synchronized List<String> troubles() {
        return Stream.of(ways.trouble(), trust.trouble(), credentials.flatMap(RereadFile::trouble))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Those that stand; new ones if their I/O thread has failed, which it would do for good, or if the registry's ca has
     * changed, which a kept connection would not notice.
     *
     * @return empty where nobody can be trusted yet
     */
    synchronized Optional<Connections> connections() {
        if (closed) {
            return connections;
        }
        Optional<SSLContext> trusted = trust.current();
        if (connections.isPresent() && connections.get().areBroken()) {
            connections.get().close();
        } else if (connections.isPresent() && connections.get().have(trusted.orElseThrow())) {
            return connections;
        } else {
            connections.ifPresent(Connections::retire);
        }
        connections = trusted.map(it -> Connections.open(registry, policy, it, ways));
        return connections;
    }

    /** Why nothing can be sent now; a registry's credentials never were of use, or it cannot be told from another. */
    private synchronized Optional<Outcome.NotSent> refusal(Optional<Connections> open) {
        if (open.isEmpty()) {
            return Optional.of(
                    new Outcome.NotSent(Reason.TLS_FAILURE, trust.trouble().orElse("the client was closed")));
        }
        Optional<Outcome.NotSent> noWay = ways.trouble().map(why -> new Outcome.NotSent(Reason.UNREACHABLE, why));
        return noWay.isPresent() ? noWay : unknown();
    }

    private Optional<Outcome.NotSent> unknown() {
        return credentials
                .filter(file -> file.current().isEmpty())
                .flatMap(RereadFile::trouble)
                .map(why -> new Outcome.NotSent(Reason.DENIED, why));
    }

    /** What the registry knows us by, for a header; empty where we are nobody. */
    synchronized Optional<String> authorization() {
        return credentials.flatMap(RereadFile::current).map(Credentials::basic);
    }

    /** From now on requests keep to this policy; what is under way keeps to what was. */
    synchronized void adopt(ProbePolicy next) {
        policy = next;
        connections.ifPresent(it -> it.adopt(next));
    }

    /** How it gets to places. */
    Ways ways() {
        return ways;
    }

    /** The longest time for one thing that is asked. */
    Duration longest() {
        return policy.totalTimeout();
    }

    /** Where the registry is asked. */
    Endpoint endpoint() {
        return endpoint;
    }

    /** Whether it was sent as {@link Connections#atOnce} says, over those that stand; only what is for the registry itself is. */
    boolean atOnce(Request request, Runnable send) {
        Optional<Connections> standing = connections;
        return standing.isPresent()
                && request.to().equals(endpoint)
                && standing.get().atOnce(send);
    }

    /**
     * Sends it as it is. May block while a host name is looked up.
     *
     * @param exchange is told what came of it; on this thread where nothing is sent
     */
    void send(Request request, Exchange exchange) {
        Optional<Connections> open = connections();
        Optional<Outcome.NotSent> refusal = refusal(open);
        if (refusal.isPresent()) {
            exchange.end(refusal.get());
            return;
        }
        Connections connections = open.orElseThrow();
        exchange.context().setRequestConfig(connections.bounds());
        ways.proxy(request.to()).ifPresent(proxy -> proxy.introduce(exchange.context()));
        HttpHost target =
                request.to().equals(endpoint) ? ways.target() : request.to().target();
        BasicHttpRequest message = new BasicHttpRequest(request.method(), target, request.path());
        if (request.accept() != null) {
            message.setHeader(HttpHeaders.ACCEPT, request.accept());
        }
        if (request.authorization() != null) {
            message.setHeader(HttpHeaders.AUTHORIZATION, request.authorization());
        }
        try {
            exchange.runs(connections
                    .http()
                    .execute(
                            target,
                            new BasicRequestProducer(message, null),
                            exchange.consumer(),
                            null,
                            exchange.context(),
                            exchange));
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.REGISTRY, registry.host())
                    .addKeyValue(LogKeys.ERROR, e.toString())
                    .log("a request could not be sent");
            exchange.end(new Outcome.Failed(e, false, false));
        }
    }

    /** Gives up all connections that carry nothing now: the next request makes a new one. */
    synchronized void dropIdle() {
        connections.ifPresent(Connections::dropIdle);
    }

    /** Breaks off everything. */
    @Override
    public synchronized void close() {
        closed = true;
        connections.ifPresent(Connections::close);
    }
}
