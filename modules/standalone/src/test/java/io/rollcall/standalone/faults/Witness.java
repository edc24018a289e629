package io.rollcall.standalone.faults;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.transition.Transition;
import io.rollcall.sandbox.Crds;
import io.rollcall.standalone.faults.History.Flip;
import io.rollcall.testkit.TestCluster;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Watches the images of one namespace from beginning to end, past every door, and tells what it saw. */
final class Witness implements AutoCloseable {

    private final TestCluster cluster;
    private final String namespace;
    private final Bus bus;
    private final Map<String, Sight> sights = new ConcurrentHashMap<>();
    private final List<Flip> flips = new CopyOnWriteArrayList<>();
    private final List<WatcherException> blind = new CopyOnWriteArrayList<>();
    private final Watch watch;

    Witness(TestCluster cluster, String namespace, Bus bus) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.bus = bus;
        this.watch = cluster.client()
                .genericKubernetesResources(CustomResourceDefinitionContext.fromCrd(Crds.virtualImages()))
                .inNamespace(namespace)
                .watch(new Eyes());
    }

    /** What was last seen of an image. */
    private record Sight(String phase, long version) {
        static Sight of(GenericKubernetesResource image) {
            return new Sight(
                    image.get("status", "phase"),
                    Long.parseLong(image.getMetadata().getResourceVersion()));
        }
    }

    /** What became of this image until this version was the test's own doing, and does not count. */
    GenericKubernetesResource followFrom(GenericKubernetesResource image) {
        String uid = image.getMetadata().getUid();
        sights.compute(uid, (key, before) -> {
            flips.removeIf(it -> it.uid().equals(uid));
            return Sight.of(image);
        });
        return image;
    }

    /** All that was seen so far. An Event or a record that is not there yet is not part of it. */
    History history() {
        if (!blind.isEmpty()) {
            throw new AssertionError("the witness's watch ended", blind.get(0));
        }
        List<Event> events =
                cluster.client().v1().events().inNamespace(namespace).list().getItems();
        return new History(
                bus.events(bus.topics().probeResults(), ProbeResult.class),
                bus.events(bus.topics().transitions(), Transition.class),
                bus.events(bus.topics().alerts(), Alert.class),
                events,
                List.copyOf(flips));
    }

    private final class Eyes implements Watcher<GenericKubernetesResource> {
        @Override
        public void eventReceived(Action action, GenericKubernetesResource image) {
            Sight now = Sight.of(image);
            sights.compute(image.getMetadata().getUid(), (uid, before) -> {
                if (before == null) {
                    return now.phase() == null ? null : now;
                }
                if (now.version() <= before.version()) {
                    return before;
                }
                if (!before.phase().equals(now.phase())) {
                    flips.add(new Flip(uid, before.phase(), now.phase(), Images.readySince(image)));
                }
                return now;
            });
        }

        @Override
        public void onClose(WatcherException cause) {
            blind.add(cause);
        }
    }

    @Override
    public void close() {
        watch.close();
    }
}
