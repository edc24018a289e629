package io.rollcall.standalone.chaos.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Watchable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Watches images from beginning to end, past every door, and tells every version that it saw. */
public final class Witness implements AutoCloseable {

    private final KubernetesClient client;
    private final Map<String, TreeMap<Long, Sight>> sights = new HashMap<>();
    private final List<Watch> watches = new ArrayList<>();
    private WatcherException blind;

    /** Watches what there is, and what will be. */
    public Witness(KubernetesClient client, List<? extends Watchable<GenericKubernetesResource>> images) {
        this.client = client;
        images.forEach(it -> watches.add(it.watch(new Eyes())));
    }

    /** What became of this image until this version was the caller's own doing, and does not count. */
    public synchronized void followFrom(GenericKubernetesResource image) {
        Sight first = sight(image).orElseThrow();
        TreeMap<Long, Sight> since = new TreeMap<>();
        since.put(first.version(), first);
        TreeMap<Long, Sight> seen = sights.put(first.uid(), since);
        if (seen != null) {
            since.putAll(seen.tailMap(first.version()));
        }
    }

    /**
     * All that was seen so far.
     *
     * @throws IllegalStateException if something may have been missed
     */
    public synchronized List<Sight> sights() {
        if (blind != null) {
            throw new IllegalStateException("the watch on the images ended: run it again", blind);
        }
        return sights.values().stream().flatMap(it -> it.values().stream()).toList();
    }

    /** How many images have each phase by what was seen last. */
    public synchronized long count(String phase) {
        return sights.values().stream()
                .filter(it -> it.lastEntry().getValue().phase().equals(phase))
                .count();
    }

    private synchronized void see(GenericKubernetesResource image) {
        sight(image).ifPresent(now -> {
            TreeMap<Long, Sight> one = sights.computeIfAbsent(now.uid(), uid -> new TreeMap<>());
            // late news of what was before the first version that counts
            if (one.isEmpty() || one.firstKey() < now.version()) {
                one.put(now.version(), now);
            }
        });
    }

    private Optional<Sight> sight(GenericKubernetesResource image) {
        return Sight.of(client.getKubernetesSerialization().convertValue(image, JsonNode.class));
    }

    private synchronized void end(WatcherException cause) {
        blind = cause;
    }

    private final class Eyes implements Watcher<GenericKubernetesResource> {
        @Override
        public void eventReceived(Action action, GenericKubernetesResource image) {
            if (action != Action.DELETED) {
                see(image);
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            end(cause);
        }
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
    }
}
