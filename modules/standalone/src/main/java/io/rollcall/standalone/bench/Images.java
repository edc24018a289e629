package io.rollcall.standalone.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.kind.ImageKinds;
import io.rollcall.contract.kind.Projection;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Virtual images as the watcher publishes them, each with a repository and a tag of its own, spread over the hosts in turn.
 *
 * @param hosts of their registries; one or more
 */
record Images(List<String> hosts) {

    private static final EventCodec<ImageState> STATES = EventCodec.of(ImageState.class);
    private static final Projection PROJECTION = new Projection("bench");
    private static final int TEAMS = 100;

    /** When they became Ready, or were lost: long ago. */
    private static final Instant SINCE = Instant.parse("2024-01-01T00:00:00Z");

    Images {
        hosts = List.copyOf(hosts);
    }

    static Images on(String host) {
        return new Images(List.of(requireNonNull(host, "host is null")));
    }

    /** Like {@code vi/team-07/image-000107}. */
    static String repository(int index) {
        return "vi/team-%02d/image-%06d".formatted(index % TEAMS, index);
    }

    static String tag(int index) {
        return uid(index);
    }

    String reference(int index) {
        return hosts.get(index % hosts.size()) + "/" + repository(index) + ":" + tag(index);
    }

    /** An image that is there: its turn comes with the sweep. */
    ImageState ready(int index) {
        return state(index, "Ready", ImageKinds.all(ImageKinds.RECHECK_MIN, ImageKinds.RECHECK_MAX));
    }

    /** An image that is lost, and is asked for again after this time. */
    ImageState lost(int index, Duration again) {
        return state(index, "ImageLost", ImageKinds.all(again, again));
    }

    /** As it stands in an API server. */
    ImageInCluster inCluster(int index) {
        return new ImageInCluster(
                "team-%02d".formatted(index % TEAMS), "image-%06d".formatted(index), uid(index), reference(index));
    }

    private ImageState state(int index, String phase, List<ResourceKind> kinds) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.putObject("metadata")
                .put("namespace", "team-%02d".formatted(index % TEAMS))
                .put("name", "image-%06d".formatted(index))
                .put("uid", uid(index))
                .put("resourceVersion", Integer.toString(1_000_000 + index));
        object.putObject("spec").put("storage", "ContainerRegistry");
        ObjectNode status = object.putObject("status").put("phase", phase);
        status.putObject("target").put("registryURL", reference(index));
        status.putArray("conditions")
                .addObject()
                .put("type", "Ready")
                .put("status", phase.equals("Ready") ? "True" : "False")
                .put("reason", phase)
                .put("lastTransitionTime", SINCE.toString());
        return PROJECTION.of(kinds.get(0), object);
    }

    static String uid(int index) {
        return new UUID(0x8f0b_6c1e_0000_4000L, 0x8000_0000_0000_0000L | index * 0x9e37_79b9L).toString();
    }

    /** Puts the first so many on the bus, and returns when the broker has them. */
    static void publish(String servers, Topics topics, int from, int to, IntFunction<ImageState> images) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "linger.ms", 20, "batch.size", 1 << 18),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = from; i < to; i++) {
                ImageState state = images.apply(i);
                var unused = producer.send(new ProducerRecord<>(
                        topics.images().name(), state.key().toString().getBytes(UTF_8), STATES.encode(state)));
            }
            producer.flush();
        }
    }
}
