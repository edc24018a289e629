package io.rollcall.watcher.notifications;

import java.util.Locale;

/** What became of one event. */
enum Outcome {
    /** A probe was asked for, and Kafka has the request. */
    REQUESTED,
    /** A probe was to be asked for; Kafka may not have the request, and the registry delivers the event again. */
    NOT_TAKEN,
    /** A pull, as each of our own probes makes one. */
    DROPPED,
    /** It can neither lose nor recover an image. */
    IGNORED,
    /** It names nothing that an image could refer to. */
    UNUSABLE;

    /** As a label of metrics. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
