package io.rollcall.contract.transition;

import static java.util.Objects.requireNonNull;

/** The record on the bus that a decision was made on. */
public record Cause(String topic, int partition, long offset) {
    public Cause {
        requireNonNull(topic, "topic is null");
    }
}
