package io.rollcall.watcher.log;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.rollcall.watcher.log.PartitionLog.Group;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What is counted of the log. Kinds are tagged by their names, such as {@code VirtualImage}. */
final class LogMeters {
    private final MeterRegistry meters;
    private final Map<String, String> kinds;
    private final String topic;
    private final MultiGauge images;
    private final Map<String, Counter> published = new HashMap<>();
    private Map<Group, Integer> lastCensus = Map.of();

    /**
     * @param kinds the kinds' names by {@code <plural>.<group>}
     * @param topic the log's name
     */
    LogMeters(MeterRegistry meters, Map<String, String> kinds, String topic) {
        this.meters = requireNonNull(meters, "meters is null");
        this.kinds = Map.copyOf(kinds);
        this.topic = requireNonNull(topic, "topic is null");
        this.images = MultiGauge.builder("rollcall.images")
                .description("Images on the log, in the partitions that this replica owns")
                .register(meters);
    }

    void published(String kind) {
        published
                .computeIfAbsent(
                        kind,
                        it -> counter(
                                "rollcall.images.published", "Image states that were published", "kind", name(it)))
                .increment();
    }

    void tombstone(String kind) {
        count("rollcall.images.tombstones", "Tombstones that were published", "kind", name(kind));
    }

    void lost(String kind) {
        count("rollcall.images.publish.failures", "Sends that failed and are tried again", "kind", name(kind));
    }

    void unreadable() {
        // named and tagged as in the other services: one process may run them all, over one registry of meters
        count("rollcall.dead.letters", "Records that could not be read and went to the dead letters", "topic", topic);
    }

    void ignored(String why) {
        count("rollcall.images.ignored", "Records that were read and are not ours to judge", "why", why);
    }

    void unknownFields(int fields) {
        if (fields > 0) {
            meters.counter("rollcall.images.unknown.fields").increment(fields);
        }
    }

    void census(Collection<OwnedPartition> owned) {
        Map<Group, Integer> sum = new HashMap<>();
        owned.forEach(partition ->
                partition.log().census().forEach((group, images) -> sum.merge(group, images, Integer::sum)));
        if (sum.equals(lastCensus)) {
            return;
        }
        lastCensus = sum;
        images.register(
                sum.entrySet().stream()
                        .map(entry -> Row.of(
                                Tags.of(
                                        "kind",
                                        name(entry.getKey().kind()),
                                        "phase",
                                        entry.getKey().phase()),
                                entry.getValue()))
                        .collect(Collectors.toList()),
                true);
    }

    private void count(String name, String description, String tag, String value) {
        counter(name, description, tag, value).increment();
    }

    private Counter counter(String name, String description, String tag, String value) {
        return Counter.builder(name).description(description).tag(tag, value).register(meters);
    }

    private String name(String kind) {
        return kinds.getOrDefault(kind, kind);
    }
}
