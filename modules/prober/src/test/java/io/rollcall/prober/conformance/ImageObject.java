package io.rollcall.prober.conformance;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.kind.ImageKinds;
import io.rollcall.contract.kind.Projection;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.rules.Condition;
import io.rollcall.prober.schedule.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An image as the API server would give it, to be changed by hand: at first one that has been Ready for an hour. */
final class ImageObject {
    static final String HOST = "dvcr.d8-virtualization.svc";
    static final String UID = "8f0b3c1e-6a57-4a3e-9d55-0c2a4c0f7d11";
    static final Instant AN_HOUR_AGO = TestClock.START.minus(Duration.ofHours(1));
    static final ResourceKind VI = kinds().get(0);
    static final ResourceKind CVI = kinds().get(1);

    private static final Projection PROJECTION = new Projection("test");

    private final ResourceKind kind;
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();
    private int version = 1;

    /** Named {@code ubuntu}, where the upstream controller would have put it. */
    ImageObject(ResourceKind kind) {
        this.kind = requireNonNull(kind, "kind is null");
        json.put("apiVersion", kind.group() + "/" + kind.version()).put("kind", kind.kind());
        ObjectNode metadata =
                json.putObject("metadata").put("uid", UID).put("generation", 1).put("resourceVersion", "1");
        if (kind.namespaced()) {
            metadata.put("namespace", "team-a");
            json.putObject("spec").put("storage", "ContainerRegistry");
        }
        named("ubuntu").url(HOST + (kind.namespaced() ? "/vi/team-a/ubuntu:" : "/cvi/ubuntu:") + UID);
        phase("Ready").condition("DatasourceReady", "True", "DatasourceReady", AN_HOUR_AGO);
        condition("Ready", "True", "Ready", AN_HOUR_AGO);
    }

    private static List<ResourceKind> kinds() {
        return ImageKinds.all(ImageKinds.RECHECK_MIN, ImageKinds.RECHECK_MAX);
    }

    ImageObject named(String name) {
        json.withObject("/metadata").put("name", name);
        return this;
    }

    ImageObject storage(String storage) {
        json.withObject("/spec").put("storage", storage);
        return this;
    }

    ImageObject url(String url) {
        json.withObject("/status/target").put("registryURL", url);
        return this;
    }

    ImageObject phase(String phase) {
        json.withObject("/status").put("phase", phase);
        return this;
    }

    /** Lost, and known to be so since then. */
    ImageObject lostSince(Instant since) {
        return phase("ImageLost").condition("Ready", "False", "ImageLost", since);
    }

    /** Sets it, or adds it where there is none of that type. */
    ImageObject condition(String type, String status, String reason, Instant since) {
        ArrayNode conditions = json.withObject("/status").withArrayProperty("conditions");
        ObjectNode condition =
                Condition.find(conditions, type) instanceof ObjectNode there ? there : conditions.addObject();
        condition
                .put("type", type)
                .put("status", status)
                .put("reason", reason)
                .put("message", "")
                .put("lastTransitionTime", since.toString());
        return this;
    }

    ImageObject withoutConditions() {
        json.withObject("/status").remove("conditions");
        return this;
    }

    ImageObject deleted(Instant at) {
        json.withObject("/metadata").put("deletionTimestamp", at.toString());
        return this;
    }

    /** Writes the patch's status, as the API server would on {@code /status}. */
    void patch(ObjectNode patch) {
        json.withObject("/status").setAll(patch.withObject("/status"));
        json.withObject("/metadata").put("resourceVersion", Integer.toString(++version));
    }

    ResourceKind kind() {
        return kind;
    }

    ObjectNode json() {
        return json;
    }

    /** As the watcher publishes it, and as the status-writer reads it. */
    ImageState state() {
        return PROJECTION.of(kind, json);
    }

    String phase() {
        return json.path("status").path("phase").asText();
    }

    /** The Ready condition as {@code status/reason/"message"}. */
    String ready() {
        var ready = Condition.find(json.path("status").path("conditions"), "Ready");
        return ready.path("status").asText() + "/" + ready.path("reason").asText() + "/\""
                + ready.path("message").asText("none") + "\"";
    }

    /** When the Ready condition last changed. */
    Instant readySince() {
        return Condition.time(
                Condition.find(json.path("status").path("conditions"), "Ready").path("lastTransitionTime"));
    }
}
