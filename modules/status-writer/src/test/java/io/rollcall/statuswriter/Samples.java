package io.rollcall.statuswriter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.Purpose;
import io.rollcall.contract.kind.ImageKinds;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.runtime.config.ConfigSource;
import io.rollcall.runtime.config.ConfigWatch;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.health.Health;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** An image, and what a probe found of it. */
final class Samples {
    static final String UID = "5f0c6c0e-6a43-4a7e-9d46-6f3a7a1f9a11";
    static final String TARGET = "registry.test:5000/vi/team-a/ubuntu:" + UID;
    static final Instant READY_SINCE = Instant.parse("2026-11-21T10:00:00Z");
    static final Instant PROBED = Instant.parse("2026-11-21T10:05:00.250Z");
    static final List<ResourceKind> KINDS = ImageKinds.all(ImageKinds.RECHECK_MIN, ImageKinds.RECHECK_MAX);
    static final ResourceKind VI = KINDS.get(0);
    static final ResourceKind CVI = KINDS.get(1);
    static final ImageKey KEY = new ImageKey(VI.crd(), "team-a", "ubuntu");

    private Samples() {}

    static ObjectNode readyImage() {
        return (ObjectNode) json("""
                {"apiVersion": "virtualization.deckhouse.io/v1alpha2", "kind": "VirtualImage",
                 "metadata": {"name": "ubuntu", "namespace": "team-a", "uid": "%s", "resourceVersion": "1", "generation": 3},
                 "spec": {"storage": "ContainerRegistry"},
                 "status": {"phase": "Ready", "format": "qcow2", "observedGeneration": 3,
                   "target": {"registryURL": "%s"},
                   "conditions": [
                     {"type": "DatasourceReady", "status": "True", "reason": "DatasourceReady", "message": "",
                      "lastTransitionTime": "2026-11-21T09:00:00Z"},
                     {"type": "Ready", "status": "True", "reason": "Ready", "message": "",
                      "lastTransitionTime": "%s", "observedGeneration": 2}]}}
                """.formatted(UID, TARGET, READY_SINCE));
    }

    static Candidate absent() {
        return candidate(result(KEY, UID, TARGET, new Verdict.Absent("MANIFEST_UNKNOWN"), "Ready", PROBED), 0);
    }

    static Candidate present(Instant startedAt) {
        return candidate(
                result(KEY, UID, TARGET, new Verdict.Present("sha256:" + "a".repeat(64)), "ImageLost", startedAt), 1);
    }

    /** The same, for another reason. */
    static ProbeResult because(Trigger why, ProbeResult it) {
        return new ProbeResult(
                it.schemaVersion(),
                it.cluster(),
                it.key(),
                it.uid(),
                it.resourceVersion(),
                it.target(),
                it.askId(),
                it.purpose(),
                it.context(),
                it.verdict(),
                it.evidence(),
                it.consecutive(),
                it.verdictSince(),
                why,
                it.attempt(),
                it.dueAt(),
                it.startedAt(),
                it.probedAt(),
                it.policyVersion(),
                it.breaker());
    }

    static Candidate candidate(ProbeResult result, long offset) {
        ResourceKind kind = result.key().kind().equals(VI.crd()) ? VI : CVI;
        return new Candidate(
                kind, ProbePolicy.DEFAULT, result, new ConsumerRecord<>("results", 0, offset, null, new byte[0]));
    }

    static ProbeResult result(
            ImageKey key, String uid, String target, Verdict verdict, String phase, Instant startedAt) {
        return new ProbeResult(
                ProbeResult.SCHEMA_VERSION,
                "test",
                key,
                uid,
                "1",
                target,
                "presence",
                Purpose.PRESENCE,
                JsonNodeFactory.instance.objectNode().put("phase", phase),
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

    /** A later probe that came to the same verdict. */
    static ProbeResult again(ProbeResult first, int consecutive, Instant startedAt) {
        return new ProbeResult(
                first.schemaVersion(),
                first.cluster(),
                first.key(),
                first.uid(),
                first.resourceVersion(),
                first.target(),
                first.askId(),
                first.purpose(),
                first.context(),
                first.verdict(),
                first.evidence(),
                consecutive,
                first.verdictSince(),
                first.trigger(),
                "1-" + consecutive,
                startedAt,
                startedAt,
                startedAt.plusMillis(20),
                first.policyVersion(),
                first.breaker());
    }

    /** Policies that never change. */
    static Policies policies(RollcallConfig config) {
        Clock clock = Clock.systemUTC();
        return new Policies(
                config, new ConfigWatch(ConfigSource.fixed(config), new Health("status-writer", clock), clock));
    }

    static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
