package io.rollcall.contract.topics;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All topics of one bus. Several clusters share a broker by a prefix each.
 *
 * @param prefix what every name begins with, {@code rollcall} by default
 * @param partitions of every topic, fixed at creation: the most replicas that are of use. Changing it means a new prefix and
 *     one sweep
 */
public record Topics(String prefix, int partitions) {
    /** Partitions where nothing else is said. */
    public static final int DEFAULT_PARTITIONS = 12;

    private static final Duration WEEK = Duration.ofDays(7);

    public Topics {
        requireNonNull(prefix, "prefix is null");
        if (!prefix.matches("[a-zA-Z0-9._-]{1,200}")) {
            throw new IllegalArgumentException(
                    "a topic prefix has 1 to 200 letters, digits, dots, dashes or underscores");
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions is " + partitions + ", not 1 or more");
        }
    }

    /** The topics that begin with {@code prefix}. */
    public static Topics of(String prefix, int partitions) {
        return new Topics(prefix, partitions);
    }

    /** {@code ImageState} by image key; compacted; a deleted image is a tombstone. */
    public TopicSpec images() {
        return spec(
                "images",
                compacted(Map.of(
                        "min.compaction.lag.ms", millis(WEEK),
                        "delete.retention.ms", millis(WEEK))));
    }

    /** {@code ProbeRequest} by registry/repository. A prober needs a day of it; who asked is history, kept as results are. */
    public TopicSpec probeRequests() {
        return spec("probe-requests", kept(Duration.ofDays(1), Map.of()), Map.of("retention.ms", millis(WEEK)));
    }

    /** {@code ProbeResult} by image key. */
    public TopicSpec probeResults() {
        return spec("probe-results", kept(WEEK, Map.of("compression.type", "zstd")));
    }

    /** {@code RegistryState} by registry; compacted. The last state is all that anybody needs, but a replay. */
    public TopicSpec registries() {
        return spec("registries", compacted(Map.of()), Map.of("min.compaction.lag.ms", millis(WEEK)));
    }

    /** {@code Transition} by image key. */
    public TopicSpec transitions() {
        return spec("transitions", kept(Duration.ofDays(90), Map.of()));
    }

    /** {@code Alert} by image key or registry. */
    public TopicSpec alerts() {
        return spec("alerts", kept(Duration.ofDays(90), Map.of()));
    }

    /** Records that could not be read, whole, by their own key; see {@code DeadLetter}. */
    public TopicSpec deadLetters() {
        return spec("dead-letters", kept(Duration.ofDays(30), Map.of()));
    }

    /** All of them. */
    public List<TopicSpec> all() {
        return List.of(images(), probeRequests(), probeResults(), registries(), transitions(), alerts(), deadLetters());
    }

    private TopicSpec spec(String name, Map<String, String> settings) {
        return spec(name, settings, Map.of());
    }

    private TopicSpec spec(String name, Map<String, String> settings, Map<String, String> history) {
        return new TopicSpec(prefix + "." + name, partitions, settings, history);
    }

    private static Map<String, String> compacted(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("cleanup.policy", "compact");
        return settings;
    }

    private static Map<String, String> kept(Duration retention, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("cleanup.policy", "delete");
        settings.put("retention.ms", millis(retention));
        return settings;
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
