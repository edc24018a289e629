package io.rollcall.replay.record;

import io.rollcall.contract.topics.TopicSpec;
import io.rollcall.contract.topics.Topics;
import java.util.Arrays;
import java.util.Optional;

/** The topics that a replay reads, in the order in which they come where times are equal. */
public enum Sort {
    /** States of images. */
    IMAGES("images"),
    /** Wishes for a probe; what a registry reported among them. */
    REQUESTS("probe-requests"),
    /** Answers. */
    RESULTS("probe-results"),
    /** States of registries. */
    REGISTRIES("registries"),
    /** Decisions. */
    TRANSITIONS("transitions"),
    /** Alerts. */
    ALERTS("alerts");

    private final String wireName;

    Sort(String wireName) {
        this.wireName = wireName;
    }

    /** The topic on a bus. */
    public TopicSpec on(Topics topics) {
        return switch (this) {
            case IMAGES -> topics.images();
            case REQUESTS -> topics.probeRequests();
            case RESULTS -> topics.probeResults();
            case REGISTRIES -> topics.registries();
            case TRANSITIONS -> topics.transitions();
            case ALERTS -> topics.alerts();
        };
    }

    /** Whether a state before the window tells of the window, because nothing else does as long as it does not change. */
    public boolean isState() {
        return this == IMAGES || this == REGISTRIES;
    }

    /** The topic's name behind the prefix. */
    public String wireName() {
        return wireName;
    }

    static Optional<Sort> named(String name) {
        return Arrays.stream(values()).filter(it -> it.wireName.equals(name)).findFirst();
    }
}
