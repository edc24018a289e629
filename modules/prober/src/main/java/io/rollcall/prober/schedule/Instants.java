package io.rollcall.prober.schedule;

import java.time.Instant;

/** The later and the earlier of two times; null is no bound. */
final class Instants {
    private Instants() {}

    static Instant later(Instant one, Instant other) {
        return other == null || (one != null && one.isAfter(other)) ? one : other;
    }

    static Instant earlier(Instant one, Instant other) {
        return other == null || (one != null && one.isBefore(other)) ? one : other;
    }
}
