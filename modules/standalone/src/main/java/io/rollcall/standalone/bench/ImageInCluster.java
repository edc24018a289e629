package io.rollcall.standalone.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.Purpose;
import io.rollcall.contract.kind.ImageKinds;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.contract.topics.Topics;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A VirtualImage that stands in an API server, and what a probe finds of it. */
record ImageInCluster(String namespace, String name, String uid, String target) {

    static final ResourceKind KIND =
            ImageKinds.all(ImageKinds.RECHECK_MIN, ImageKinds.RECHECK_MAX).get(0);

    private static final EventCodec<ProbeResult> RESULTS = EventCodec.of(ProbeResult.class);
    private static final String MEDIA_TYPE = "application/vnd.docker.distribution.manifest.v2+json";

    static ImageInCluster of(GenericKubernetesResource image) {
        return new ImageInCluster(
                image.getMetadata().getNamespace(),
                image.getMetadata().getName(),
                image.getMetadata().getUid(),
                image.get("status", "target", "registryURL"));
    }

    /** Its path at the API server. */
    String path() {
        return "/apis/%s/%s/namespaces/%s/%s/%s"
                .formatted(KIND.group(), KIND.version(), namespace, KIND.plural(), name);
    }

    /**
     * The registry does not have it any more, although it is Ready.
     *
     * @param since its last transition
     */
    ProducerRecord<byte[], byte[]> absent(Topics topics, Instant since, Instant probed) {
        HttpEvidence evidence = new HttpEvidence(404, 404, "MANIFEST_UNKNOWN", null, null);
        return record(topics, result(new Verdict.Absent("MANIFEST_UNKNOWN"), evidence, "Ready", since, probed));
    }

    /** It is there, and has been all the time. */
    ProducerRecord<byte[], byte[]> healthy(Topics topics, Instant since, Instant probed) {
        Verdict present = new Verdict.Present("sha256:" + "5e".repeat(32));
        HttpEvidence evidence = new HttpEvidence(200, null, null, MEDIA_TYPE, null);
        return record(topics, result(present, evidence, "Ready", since, probed));
    }

    /** The registry refuses our credentials. */
    ProducerRecord<byte[], byte[]> denied(Topics topics, Instant since, Instant probed) {
        HttpEvidence evidence = new HttpEvidence(401, null, "UNAUTHORIZED", null, null);
        return record(topics, result(new Verdict.Inconclusive(Reason.DENIED), evidence, "Ready", since, probed));
    }

    private ProducerRecord<byte[], byte[]> record(Topics topics, ProbeResult result) {
        return new ProducerRecord<>(
                topics.probeResults().name(), result.key().toString().getBytes(UTF_8), RESULTS.encode(result));
    }

    private ProbeResult result(Verdict verdict, HttpEvidence evidence, String phase, Instant since, Instant probed) {
        ObjectNode context = JsonNodeFactory.instance
                .objectNode()
                .put("phase", phase)
                .put("readyTransitionTime", since.toString())
                .put("resourceVersion", "1048576");
        return new ProbeResult(
                ProbeResult.SCHEMA_VERSION,
                "bench",
                new ImageKey(KIND.crd(), namespace, name),
                uid,
                "1048576",
                target,
                "presence",
                Purpose.PRESENCE,
                context,
                verdict,
                evidence,
                1,
                probed,
                Trigger.SWEEP,
                "0a1b2c3d4e-1",
                probed,
                probed,
                probed.plusMillis(12),
                ProbePolicy.DEFAULT.version(),
                BreakerState.CLOSED);
    }
}
