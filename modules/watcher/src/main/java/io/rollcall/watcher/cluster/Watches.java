package io.rollcall.watcher.cluster;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.kind.Projection;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.runtime.health.Health;
import io.rollcall.runtime.log.LogKeys;
import io.rollcall.watcher.log.Inbox;
import io.rollcall.watcher.log.Lookups;
import io.rollcall.watcher.log.Objects;
import io.rollcall.watcher.rule.Seen;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that is watched of one cluster, each kind on its own, and the GETs. Owns the client. */
public final class Watches implements Objects, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
    private static final Duration AFTER_BUG = Duration.ofSeconds(10);

    /** GETs in a second: ten thousand deletions are confirmed in under two minutes, and the API server hardly notices. */
    private static final int LOOKUPS_PER_SECOND = 100;

    private final KubernetesClient client;
    private final Selection selection;
    private final PacedLookups lookups;
    private final Map<String, KindWatch> kinds = new LinkedHashMap<>();
    private final ScheduledExecutorService ticker;

    public Watches(
            KubernetesClient client,
            Selection selection,
            Projection projection,
            Inbox inbox,
            MeterRegistry meters,
            Health health,
            Clock clock) {
        this.client = requireNonNull(client, "client is null");
        this.selection = requireNonNull(selection, "selection is null");
        this.lookups =
                new PacedLookups(new ObjectReader(client, projection)::read, selection, LOOKUPS_PER_SECOND, meters);
        Preflight preflight = new Preflight(client, selection);
        for (ResourceKind kind : selection.kinds()) {
            KindWatch watch = new KindWatch(
                    kind,
                    () -> preflight.check(kind),
                    () -> new KindInformers(client, kind, selection, projection, inbox),
                    health,
                    clock);
            kinds.put(kind.crd(), watch);
            Gauge.builder("rollcall.watch.connected", watch, it -> it.isWatching() ? 1 : 0)
                    .description("Whether the watch of a kind is open")
                    .tag("kind", kind.kind())
                    .register(meters);
        }
        this.ticker = new ScheduledThreadPoolExecutor(kinds.size(), task -> {
            Thread thread = new Thread(task, "watcher-kinds");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to watch, and returns at once. */
    public void start() {
        kinds.values().forEach(kind -> tickAfter(kind, Duration.ZERO));
    }

    /** GETs of single objects. */
    public Lookups lookups() {
        return lookups;
    }

    @Override
    public boolean isOurs(ImageKey key) {
        KindWatch watch = kinds.get(key.kind());
        if (watch == null || !NAME.matcher(key.name()).matches()) {
            return false;
        }
        return watch.kind().namespaced()
                ? NAME.matcher(key.namespace()).matches()
                        && (selection.namespaces().isEmpty()
                                || selection.namespaces().contains(key.namespace()))
                : key.namespace().isEmpty();
    }

    @Override
    public boolean isSelective() {
        return selection.labelSelector().isPresent();
    }

    @Override
    public boolean isSynced(String kind) {
        return kinds.get(kind).isSynced();
    }

    @Override
    public Optional<Seen> find(ImageKey key) {
        return kinds.get(key.kind()).informers().flatMap(informers -> informers.find(key));
    }

    @Override
    public void forEachKey(Consumer<ImageKey> action) {
        kinds.values().forEach(kind -> kind.informers().ifPresent(informers -> informers.forEachKey(action)));
    }

    private void tickAfter(KindWatch kind, Duration pause) {
        try {
            ScheduledFuture<?> unused =
                    ticker.schedule(() -> tickAfter(kind, tick(kind)), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.atDebug().addKeyValue(LogKeys.KIND, kind.kind().kind()).log("no further look: the watcher is stopping");
        }
    }

    private static Duration tick(KindWatch kind) {
        try {
            return kind.tick();
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue(LogKeys.KIND, kind.kind().kind())
                    .setCause(e)
                    .log("looking after the watch failed");
            return AFTER_BUG;
        }
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        lookups.close();
        kinds.values().forEach(KindWatch::stop);
        client.close();
    }
}
