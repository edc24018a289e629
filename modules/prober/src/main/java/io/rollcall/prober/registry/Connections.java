package io.rollcall.prober.registry;

import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.runtime.log.LogKeys;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** A client and its pool: they live and end together. Thread-safe. */
final class Connections implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private final String registry;
    private final SSLContext trust;
    private final PoolingAsyncClientConnectionManager pool;
    private final CloseableHttpAsyncClient http;
    private final HttpRoute straight;
    private final OwnThreads threads;
    /** Touched on the client's I/O thread alone. */
    private boolean sendsAtOnce;

    private volatile RequestConfig bounds;
    private volatile boolean broken;
    private volatile boolean closed;

    private Connections(RegistryConfig registry, ProbePolicy policy, SSLContext trust, Ways ways) {
        this.registry = registry.host();
        this.trust = trust;
        this.pool = HttpClients.pool(registry, policy, trust);
        this.straight = ways.toRegistry();
        this.threads = new OwnThreads("rollcall-http-" + this.registry);
        this.http = HttpClients.client(registry, policy, pool, ways, threads, this::brokenBy);
        this.bounds = HttpClients.requests(policy);
    }

    /** Makes none yet; they are made as requests want them. */
    static Connections open(RegistryConfig registry, ProbePolicy policy, SSLContext trust, Ways ways) {
        Connections opened = new Connections(registry, policy, trust, ways);
        opened.http.start();
        return opened;
    }

    CloseableHttpAsyncClient http() {
        return http;
    }

    /** What a request that is sent now is bounded by. */
    RequestConfig bounds() {
        return bounds;
    }

    /**
     * Sends on the client's I/O thread, if that is the one that runs and a kept connection waits: then no name is looked up,
     * and no other thread is woken. What it sends may end at once and lead to the next; that one is not sent so.
     *
     * @return whether it was run
     */
    boolean atOnce(Runnable send) {
        if (!threads.areRunning() || sendsAtOnce || !haveIdle()) {
            return false;
        }
        sendsAtOnce = true;
        try {
            send.run();
        } finally {
            sendsAtOnce = false;
        }
        return true;
    }

    private boolean haveIdle() {
        pool.closeExpired();
        return pool.getStats(straight).getAvailable() > 0;
    }

    /** From now on requests keep to this policy; what is under way keeps to what was. */
    void adopt(ProbePolicy policy) {
        HttpClients.adopt(pool, policy);
        bounds = HttpClients.requests(policy);
    }

    /** Whether the I/O thread has failed: nothing can be sent any more. */
    boolean areBroken() {
        return broken;
    }

    /** Whether it is these that they believe. */
    boolean have(SSLContext other) {
        return trust == other;
    }

    void brokenBy(Exception error) {
        // a client that is closed at once trips over its own selector
        LOG.atLevel(closed ? Level.DEBUG : Level.ERROR)
                .addKeyValue(LogKeys.REGISTRY, registry)
                .setCause(error)
                .log("the client's I/O thread failed");
        broken = true;
    }

    /** Gives up all that carry nothing now. */
    void dropIdle() {
        pool.closeIdle(TimeValue.ZERO_MILLISECONDS);
    }

    /** Takes no more; what is in flight may end, for some seconds. Returns at once. */
    void retire() {
        closed = true;
        Threads.daemons("rollcall-retire-" + registry)
                .newThread(() -> http.close(CloseMode.GRACEFUL))
                .start();
    }

    /** Breaks off everything. */
    @Override
    public void close() {
        closed = true;
        http.close(CloseMode.IMMEDIATE);
    }
}
