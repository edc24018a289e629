package io.rollcall.statuswriter;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.testkit.TestCluster;
import java.time.Instant;
import java.util.List;

/** Images on an API server, what a probe would say of them, and what came of it. */
final class Pictures {
    static final String REGISTRY = "registry.test:5000";
    private static final Verdict ABSENT = new Verdict.Absent("MANIFEST_UNKNOWN");
    private static final Verdict PRESENT = new Verdict.Present("sha256:" + "a".repeat(64));

    private final TestCluster cluster;

    Pictures(TestCluster cluster) {
        this.cluster = cluster;
    }

    GenericKubernetesResource fresh(GenericKubernetesResource image) {
        return cluster.images().handle(image).get();
    }

    String phase(GenericKubernetesResource image) {
        return fresh(image).get("status", "phase");
    }

    /** A probe of the image that starts so many seconds after its last transition, which was just now. */
    ProbeResult absent(GenericKubernetesResource image, int secondsLater) {
        return result(image, ABSENT, "Ready", secondsLater);
    }

    ProbeResult present(GenericKubernetesResource image, int secondsLater) {
        return result(image, PRESENT, "ImageLost", secondsLater);
    }

    /** A later probe of the image that came to the same verdict. */
    static ProbeResult again(ProbeResult first, int consecutive) {
        return Samples.again(first, consecutive, first.startedAt().plusSeconds(3L * (consecutive - 1)));
    }

    List<Event> events(GenericKubernetesResource image) {
        String namespace = image.getMetadata().getNamespace();
        return cluster
                .client()
                .v1()
                .events()
                .inNamespace(namespace == null ? "default" : namespace)
                .list()
                .getItems()
                .stream()
                .filter(it -> image.getMetadata()
                        .getUid()
                        .equals(it.getInvolvedObject().getUid()))
                .toList();
    }

    private static ProbeResult result(
            GenericKubernetesResource image, Verdict verdict, String phase, int secondsLater) {
        String namespace = image.getMetadata().getNamespace();
        ImageKey key = new ImageKey(
                (namespace == null ? Samples.CVI : Samples.VI).crd(),
                namespace == null ? "" : namespace,
                image.getMetadata().getName());
        Instant created = Instant.parse(image.getMetadata().getCreationTimestamp());
        String target = image.get("status", "target", "registryURL");
        return Samples.result(
                key, image.getMetadata().getUid(), target, verdict, phase, created.plusSeconds(10L + secondsLater));
    }
}
