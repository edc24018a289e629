package io.rollcall.statuswriter;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.rollcall.testkit.TestCluster;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A controller that believes in an image whatever happens: it watches it, and puts the whole status back to Ready. */
final class UpstreamController implements Watcher<GenericKubernetesResource>, AutoCloseable {
    private final AtomicInteger reversals = new AtomicInteger();
    private final TestCluster cluster;
    private final Watch watch;

    UpstreamController(TestCluster cluster, GenericKubernetesResource image) {
        this.cluster = cluster;
        this.watch = cluster.images().handle(image).watch(this);
    }

    int reversals() {
        return reversals.get();
    }

    @Override
    public void eventReceived(Action action, GenericKubernetesResource image) {
        if (!"ImageLost".equals(image.get("status", "phase"))) {
            return;
        }
        Map<String, Object> status = new HashMap<>(image.get("status"));
        List<Map<String, Object>> conditions = new ArrayList<>();
        for (Map<String, Object> condition : image.<List<Map<String, Object>>>get("status", "conditions")) {
            conditions.add(condition.get("type").equals("Ready") ? ready(condition) : condition);
        }
        status.put("phase", "Ready");
        status.put("conditions", conditions);
        image.setAdditionalProperty("status", status);
        try {
            var unused = cluster.images().handle(image).updateStatus();
            reversals.incrementAndGet();
        } catch (KubernetesClientException e) {
            if (e.getCode() != 409) {
                throw e;
            }
            // Somebody was faster: the event that tells of it is on its way.
        }
    }

    private static Map<String, Object> ready(Map<String, Object> condition) {
        Map<String, Object> ready = new HashMap<>(condition);
        ready.put("status", "True");
        ready.put("reason", "Ready");
        ready.put("message", "");
        ready.put(
                "lastTransitionTime",
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return ready;
    }

    @Override
    public void onClose(WatcherException cause) {
        throw new AssertionError("the watch ended", cause);
    }

    @Override
    public void close() {
        watch.close();
    }
}
