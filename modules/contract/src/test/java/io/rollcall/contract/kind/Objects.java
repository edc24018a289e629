package io.rollcall.contract.kind;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.image.Purpose;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import java.time.Instant;

/** Objects and results for the rules' tests. */
final class Objects {
    static final ResourceKind VI =
            ImageKinds.all(ImageKinds.RECHECK_MIN, ImageKinds.RECHECK_MAX).get(0);
    static final ResourceKind CVI =
            ImageKinds.all(ImageKinds.RECHECK_MIN, ImageKinds.RECHECK_MAX).get(1);
    static final Projection PROJECTION = new Projection("c");
    static final String URL = "dvcr.d8-virtualization.svc/vi/team-a/ubuntu:u-1";
    static final Instant READY_AT = Instant.parse("2026-11-21T06:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Objects() {}

    static ObjectNode virtualImage(String phase, String reason) {
        ObjectNode object =
                read("""
                {"apiVersion":"virtualization.deckhouse.io/v1alpha2","kind":"VirtualImage",
                 "metadata":{"name":"ubuntu","namespace":"team-a","uid":"u-1","resourceVersion":"7","generation":3},
                 "spec":{"storage":"ContainerRegistry","dataSource":{"type":"HTTP"}},
                 "status":{"phase":"%s","target":{"registryURL":"%s"},"size":{"stored":"1Gi"},"observedGeneration":3,
                  "conditions":[
                   {"type":"DatasourceReady","status":"True","reason":"DatasourceReady","message":"","lastTransitionTime":"2026-11-21T05:00:00Z"},
                   {"type":"Ready","status":"%s","reason":"%s","message":"","lastTransitionTime":"%s","observedGeneration":2},
                   {"type":"InUse","status":"False","reason":"NotInUse","message":"","lastTransitionTime":"2026-11-21T05:00:00Z"}]}}""".formatted(phase, URL, reason.equals("Ready") ? "True" : "False", reason, READY_AT));
        return object;
    }

    static ObjectNode clusterVirtualImage(String phase, String reason) {
        ObjectNode object = virtualImage(phase, reason);
        object.put("kind", "ClusterVirtualImage");
        ((ObjectNode) object.path("metadata")).remove("namespace");
        ((ObjectNode) object.path("spec")).remove("storage");
        return object;
    }

    static ObjectNode read(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static ImageState state(ResourceKind kind, ObjectNode object) {
        return PROJECTION.of(kind, object);
    }

    static ProbeResult result(Verdict verdict, String phase, Instant startedAt, int consecutive) {
        ObjectNode context =
                JSON.createObjectNode().put("phase", phase).put("readyTransitionTime", READY_AT.toString());
        return new ProbeResult(
                1,
                "c",
                new ImageKey(VI.crd(), "team-a", "ubuntu"),
                "u-1",
                "7",
                URL,
                "presence",
                Purpose.PRESENCE,
                context,
                verdict,
                HttpEvidence.none(null),
                consecutive,
                startedAt,
                Trigger.SWEEP,
                "e-1",
                startedAt,
                startedAt,
                startedAt,
                "default@0",
                BreakerState.CLOSED);
    }
}
