package io.rollcall.standalone.trouble;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.Purpose;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import java.time.Instant;
import java.util.Locale;

/** What a prober would say of an image that is there no more. */
final class Probed {
    private static final EventCodec<ProbeResult> CODEC = EventCodec.of(ProbeResult.class);

    private Probed() {}

    static ImageKey key(GenericKubernetesResource image) {
        String namespace = image.getMetadata().getNamespace();
        return new ImageKey(
                image.getKind().toLowerCase(Locale.ROOT) + "s.virtualization.deckhouse.io",
                namespace == null ? "" : namespace,
                image.getMetadata().getName());
    }

    static byte[] absent(GenericKubernetesResource image) {
        Instant at = Instant.parse(image.getMetadata().getCreationTimestamp()).plusSeconds(10);
        return CODEC.encode(new ProbeResult(
                ProbeResult.SCHEMA_VERSION,
                "test",
                key(image),
                image.getMetadata().getUid(),
                image.getMetadata().getResourceVersion(),
                image.get("status", "target", "registryURL"),
                "presence",
                Purpose.PRESENCE,
                JsonNodeFactory.instance.objectNode().put("phase", "Ready"),
                new Verdict.Absent("MANIFEST_UNKNOWN"),
                null,
                1,
                at,
                Trigger.SWEEP,
                "1-1",
                at,
                at,
                at.plusMillis(20),
                ProbePolicy.DEFAULT.version(),
                BreakerState.CLOSED));
    }
}
