package io.rollcall.standalone.faults;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.Purpose;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.sandbox.SampleImages;
import io.rollcall.testkit.TestCluster;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** VirtualImages of one namespace, in either phase for a minute, and what a probe would say of them. */
final class Images {

    private static final Duration SETTLED = Duration.ofMinutes(1);

    /** Long enough for it to be another second than the write's. */
    private static final Duration EVIDENCE_IS_OLD = Duration.ofSeconds(5);

    private final SampleImages samples;
    private final String namespace;
    private final String registry;

    Images(TestCluster cluster, String namespace, String registry) {
        Clock then = Clock.offset(Clock.system(ZoneOffset.UTC), SETTLED.negated());
        this.samples = new SampleImages(cluster.client(), then);
        this.namespace = namespace;
        this.registry = registry;
    }

    GenericKubernetesResource ready(String name) {
        return samples.createVirtualImage(namespace, name, registry);
    }

    GenericKubernetesResource lost(String name) {
        return set(ready(name), "ImageLost", Instant.now().minus(SETTLED));
    }

    GenericKubernetesResource fresh(GenericKubernetesResource image) {
        return samples.handle(image).get();
    }

    void delete(GenericKubernetesResource image) {
        var unused = samples.handle(image).delete();
    }

    /** Writes the status as another controller would: all of it, with what was read a moment ago. */
    GenericKubernetesResource set(GenericKubernetesResource image, String phase, Instant since) {
        GenericKubernetesResource fresh = fresh(image);
        Map<String, Object> status = new HashMap<>(fresh.get("status"));
        status.put("phase", phase);
        status.put(
                "conditions",
                List.of(Map.of(
                        "type",
                        "Ready",
                        "status",
                        phase.equals("Ready") ? "True" : "False",
                        "reason",
                        phase,
                        "message",
                        "",
                        "lastTransitionTime",
                        since.truncatedTo(ChronoUnit.SECONDS).toString())));
        fresh.setAdditionalProperty("status", status);
        return samples.handle(fresh).updateStatus();
    }

    static ImageKey key(GenericKubernetesResource image) {
        return new ImageKey(
                "virtualimages.virtualization.deckhouse.io",
                image.getMetadata().getNamespace(),
                image.getMetadata().getName());
    }

    /** The Ready condition's lastTransitionTime. */
    static Instant readySince(GenericKubernetesResource image) {
        List<Map<String, String>> conditions = image.get("status", "conditions");
        return conditions.stream()
                .filter(it -> it.get("type").equals("Ready"))
                .map(it -> Instant.parse(it.get("lastTransitionTime")))
                .findFirst()
                .orElseThrow();
    }

    ProbeResult absent(GenericKubernetesResource image) {
        return result(image, new Verdict.Absent("MANIFEST_UNKNOWN"));
    }

    ProbeResult present(GenericKubernetesResource image) {
        return result(image, new Verdict.Present("sha256:" + "a".repeat(64)));
    }

    private static ProbeResult result(GenericKubernetesResource image, Verdict verdict) {
        Instant startedAt = Instant.now().minus(EVIDENCE_IS_OLD);
        String phase = image.get("status", "phase");
        return new ProbeResult(
                ProbeResult.SCHEMA_VERSION,
                "default",
                key(image),
                image.getMetadata().getUid(),
                image.getMetadata().getResourceVersion(),
                image.get("status", "target", "registryURL"),
                "presence",
                Purpose.PRESENCE,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("phase", phase)
                        .put("readyTransitionTime", readySince(image).toString()),
                verdict,
                null,
                1,
                startedAt,
                Trigger.SWEEP,
                "1-1",
                startedAt,
                startedAt,
                startedAt.plusMillis(20),
                ProbePolicy.DEFAULT.version(),
                BreakerState.CLOSED);
    }
}
