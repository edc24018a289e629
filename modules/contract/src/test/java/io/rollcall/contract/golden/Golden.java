package io.rollcall.contract.golden;

import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.probe.ProbeRequest;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.registry.RegistryState;
import io.rollcall.contract.topics.Topics;
import io.rollcall.contract.transition.Transition;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A frozen record, and what it must be read as.
 *
 * @param path of its file below {@code golden/v1}
 * @param expected word for word what comes out of it
 * @param topic where it stands
 * @param key that the event says of itself
 */
record Golden<T>(String path, Class<T> type, T expected, String topic, String key, Map<String, String> headers) {
    static final Topics TOPICS = Topics.of("rollcall", 12);

    /** Every frozen event. */
    static List<Golden<?>> all() {
        return Stream.of(
                        GoldenImages.all(),
                        GoldenProbes.requests(),
                        GoldenProbes.results(),
                        GoldenProbes.registries(),
                        GoldenDecisions.transitions(),
                        GoldenDecisions.alerts())
                .<Golden<?>>flatMap(List::stream)
                .toList();
    }

    static Golden<ImageState> of(String name, ImageState it) {
        return of("image-state/" + name, ImageState.class, it, TOPICS.images().name(), it.key());
    }

    static Golden<ProbeRequest> of(String name, ProbeRequest it) {
        return of(
                "probe-request/" + name,
                ProbeRequest.class,
                it,
                TOPICS.probeRequests().name(),
                it.repository());
    }

    static Golden<ProbeResult> of(String name, ProbeResult it) {
        return of(
                "probe-result/" + name,
                ProbeResult.class,
                it,
                TOPICS.probeResults().name(),
                it.key());
    }

    static Golden<RegistryState> of(String name, RegistryState it) {
        return of(
                "registry-state/" + name,
                RegistryState.class,
                it,
                TOPICS.registries().name(),
                it.registry());
    }

    static Golden<Transition> of(String name, Transition it) {
        return of(
                "transition/" + name, Transition.class, it, TOPICS.transitions().name(), it.key());
    }

    static Golden<Alert> of(String name, Alert it) {
        return new Golden<>(
                "alert/" + name + ".json",
                Alert.class,
                it,
                TOPICS.alerts().name(),
                it.partitionkey(),
                Map.of("content-type", Alert.CONTENT_TYPE));
    }

    private static <T> Golden<T> of(String name, Class<T> type, T it, String topic, Object key) {
        return new Golden<>(name + ".json", type, it, topic, key.toString(), Map.of());
    }

    EventCodec<T> codec() {
        return EventCodec.of(type);
    }

    byte[] written() {
        return codec().encode(expected);
    }

    GoldenFile file() {
        return GoldenFile.read(path);
    }

    @Override
    public String toString() {
        return path;
    }
}
