package io.rollcall.prober.registry;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.runtime.config.RegistryConfig;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * The registries that may be asked, each with a client of its own: its connections, its trust, its credentials. There is no
 * way to ask another. Thread-safe.
 */
public final class RegistryClients implements AutoCloseable {
    private final Map<String, RegistryClient> clients = new LinkedHashMap<>();
    private final Proxies proxies;
    private final Sites sites = new Sites();
    private final ScheduledThreadPoolExecutor timer;

    private RegistryClients(Proxies proxies) {
        this.proxies = requireNonNull(proxies, "proxies is null");
        this.timer = new ScheduledThreadPoolExecutor(1, Threads.daemons("rollcall-ask-timer"));
        timer.setRemoveOnCancelPolicy(true);
    }

    /**
     * For a person who waits: reads certificates and credentials; asks nothing yet.
     *
     * @throws RegistrySetupException if a registry's {@code ca} or {@code dockerConfig} is of no use, or two registries have
     *     one host; names every such mistake
     */
    public static RegistryClients open(List<RegistryConfig> registries, Clock clock, Proxies proxies) {
        RegistryClients opened = new RegistryClients(proxies);
        List<String> mistakes = new ArrayList<>(opened.addAll(registries, clock));
        opened.clients.values().forEach(client -> mistakes.addAll(client.troubles()));
        return opened.unless(mistakes);
    }

    /**
     * For a service, which goes on without a registry whose files are of no use, until they are
     * ({@link RegistryClient#troubles}).
     *
     * @throws RegistrySetupException if two registries have one host
     */
    public static RegistryClients tolerant(List<RegistryConfig> registries, Clock clock, Proxies proxies) {
        RegistryClients opened = new RegistryClients(proxies);
        return opened.unless(opened.addAll(registries, clock));
    }

    /** As {@link #open(List, Clock, Proxies)}, without proxies. */
    public static RegistryClients open(List<RegistryConfig> registries, Clock clock) {
        return open(registries, clock, Proxies.NONE);
    }

    /** As {@link #tolerant(List, Clock, Proxies)}, without proxies. */
    public static RegistryClients tolerant(List<RegistryConfig> registries, Clock clock) {
        return tolerant(registries, clock, Proxies.NONE);
    }

    private RegistryClients unless(List<String> mistakes) {
        if (!mistakes.isEmpty()) {
            close();
            throw new RegistrySetupException(String.join(" ", mistakes));
        }
        return this;
    }

    private List<String> addAll(List<RegistryConfig> registries, Clock clock) {
        requireNonNull(clock, "clock is null");
        List<String> twice = new ArrayList<>();
        for (RegistryConfig registry : registries) {
            String host = registry.host().toLowerCase(Locale.ROOT);
            if (clients.containsKey(host)) {
                twice.add("The registry " + host + " is configured twice; keep one entry of registries.");
            } else {
                ProbePolicy policy = registry.policy().toProbePolicy(ProbePolicy.DEFAULT.name());
                clients.put(host, new HttpRegistryClient(registry, policy, clock, timer, proxies, sites));
            }
        }
        return twice;
    }

    /**
     * @param registry {@code host[:port]} as an image reference names it, in lower case
     * @return empty for a host that is not configured: its verdict is {@code NOT_ALLOWED}
     */
    public Optional<RegistryClient> of(String registry) {
        return Optional.ofNullable(clients.get(registry));
    }

    /** Closes all clients; probes in flight complete as inconclusive. */
    @Override
    public void close() {
        clients.values().forEach(RegistryClient::close);
        timer.shutdownNow();
    }
}
