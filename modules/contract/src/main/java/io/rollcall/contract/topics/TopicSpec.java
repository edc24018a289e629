package io.rollcall.contract.topics;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * A topic as it must be.
 *
 * @param settings topic configurations that matter; others may be as they like
 * @param history configurations beside them that it is created with, and that only a replay misses: a service works with any
 */
public record TopicSpec(String name, int partitions, Map<String, String> settings, Map<String, String> history) {
    public TopicSpec {
        requireNonNull(name, "name is null");
        settings = Map.copyOf(settings);
        history = history == null ? Map.of() : Map.copyOf(history);
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions is " + partitions + ", not 1 or more");
        }
    }

    /** A topic of which no replay asks for more than the services do. */
    public TopicSpec(String name, int partitions, Map<String, String> settings) {
        this(name, partitions, settings, Map.of());
    }
}
