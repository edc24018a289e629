package io.rollcall.prober.registry;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.image.Depth;
import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.Reason;
import io.rollcall.prober.registry.VerdictTable.Ruling;
import io.rollcall.runtime.config.RegistryConfig;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Asks one registry over HTTP. Requests are sent by a thread of their own, because a name is looked up on the way; a timer,
 * not the network, ends a probe that takes too long.
 */
final class HttpRegistryClient implements RegistryClient {
    private final ExecutorService sender;
    private final Means means;
    private final Sites sites;
    private final Site site;
    private final Set<Probe> running = ConcurrentHashMap.newKeySet();
    private volatile ProbePolicy policy;
    private volatile boolean closed;

    /**
     * Asks nothing for as long as the registry's ca or docker config is of no use; they are read again when they change.
     *
     * @param timer shared; stays open
     * @param sites the other registries, which are told of this one
     */
    HttpRegistryClient(
            RegistryConfig registry,
            ProbePolicy policy,
            Clock clock,
            ScheduledExecutorService timer,
            Proxies proxies,
            Sites sites) {
        this.policy = requireNonNull(policy, "policy is null");
        this.sites = requireNonNull(sites, "sites is null");
        this.sender = Executors.newSingleThreadExecutor(
                Threads.daemons("rollcall-ask-" + registry.host().toLowerCase(Locale.ROOT)));
        this.means = new Means(clock, timer, sender);
        this.site = new Site(registry, policy, means, proxies, sites);
        sites.add(site);
    }

    @Override
    public CompletableFuture<Answer> probe(ImageReference reference, Depth depth) {
        requireNonNull(reference, "reference is null");
        Probe probe = new Probe(reference, new Dialogue(site, sites, means), means);
        if (!reference.registry().equals(site.name())) {
            probe.end(Ruling.inconclusive(Reason.NOT_ALLOWED, null, null));
            return probe.answer();
        }
        // in this order, so that a close in between ends it too
        running.add(probe);
        if (closed) {
            probe.endAsClosed();
        }
        probe.start(policy, () -> running.remove(probe));
        return probe.answer();
    }

    @Override
    public void adopt(ProbePolicy next) {
        policy = requireNonNull(next, "policy is null");
        site.transport().adopt(next);
    }

    @Override
    public List<String> troubles() {
        return site.transport().troubles();
    }

    @Override
    public void close() {
        closed = true;
        sender.shutdownNow();
        running.forEach(Probe::endAsClosed);
        site.close();
    }
}
