package io.rollcall.contract.topics;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * A topic as it must be.
 *
 * @param settings topic configurations that matter; others may be as they like
 */
public record TopicSpec(String name, int partitions, Map<String, String> settings) {
    public TopicSpec {
        requireNonNull(name, "name is null");
        settings = Map.copyOf(settings);
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions is " + partitions + ", not 1 or more");
        }
    }
}
