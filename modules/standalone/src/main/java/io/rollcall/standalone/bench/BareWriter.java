package io.rollcall.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.Config;
import io.rollcall.contract.rules.Change.PhaseChange;
import io.rollcall.contract.rules.Condition;
import io.rollcall.contract.rules.MergePatch;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The least that a client can do for the same: reads an image, patches its status, tells an Event of it; several at once, each
 * over a connection that is kept. It knows nothing of races, and remembers nothing.
 */
record BareWriter(Config config, int connections) {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String MESSAGE = "The image data is no longer available and needs to be recreated.";

    /** GET, status patch and Event for each. */
    void lose(List<ImageInCluster> images, Instant at) throws InterruptedException {
        Together.of(connections).each(images.size(), resources -> {
            ApiWire wire = resources.use(ApiWire.to(config));
            return i -> lose(wire, images.get(i), at);
        });
    }

    /** One status patch for each, on whatever stands there: Ready since then. */
    void restore(List<ImageInCluster> images, Instant at) throws InterruptedException {
        Together.of(connections).each(images.size(), resources -> {
            ApiWire wire = resources.use(ApiWire.to(config));
            return i -> restore(wire, images.get(i), at);
        });
    }

    static void restore(ApiWire wire, ImageInCluster image, Instant at) throws IOException {
        ObjectNode patch = MergePatch.of(change("Ready", "True", "", at), JsonNodeFactory.instance.objectNode());
        patch.remove("metadata");
        wire.patch(image.path() + "/status", patch.toString()).orFail();
    }

    private static void lose(ApiWire wire, ImageInCluster image, Instant at) throws IOException {
        JsonNode object = MAPPER.readTree(wire.get(image.path()).orFail().body());
        String patch =
                MergePatch.of(change("ImageLost", "False", MESSAGE, at), object).toString();
        JsonNode written = MAPPER.readTree(
                wire.patch(image.path() + "/status", patch).orFail().body());
        wire.post(
                        "/api/v1/namespaces/" + image.namespace() + "/events",
                        event(image, written, at).toString())
                .orFail();
    }

    private static PhaseChange change(String phase, String status, String message, Instant at) {
        return new PhaseChange("bench", "bench", phase, new Condition("Ready", status, phase, message, at), null, null);
    }

    private static ObjectNode event(ImageInCluster image, JsonNode written, Instant at) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("apiVersion", "v1").put("kind", "Event");
        event.putObject("metadata")
                .put("name", image.name() + "." + UUID.randomUUID().toString().substring(0, 20))
                .put("namespace", image.namespace());
        event.putObject("involvedObject")
                .put("apiVersion", written.path("apiVersion").asText())
                .put("kind", written.path("kind").asText())
                .put("namespace", image.namespace())
                .put("name", image.name())
                .put("uid", image.uid())
                .put(
                        "resourceVersion",
                        written.path("metadata").path("resourceVersion").asText());
        event.put("type", "Warning").put("reason", "VirtualImageLost").put("message", MESSAGE);
        event.put("firstTimestamp", at.toString())
                .put("lastTimestamp", at.toString())
                .put("count", 1);
        event.putObject("source").put("component", "rollcall-bench");
        event.put("reportingComponent", "rollcall-bench").put("reportingInstance", "bench");
        return event;
    }
}
