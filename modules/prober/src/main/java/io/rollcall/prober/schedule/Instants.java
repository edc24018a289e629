package io.rollcall.prober.schedule;

import java.time.Duration;
import java.time.Instant;

/** The later and the earlier of two times, where null is no bound; the shorter of two durations. */
final class Instants {
    private Instants() {}

    static Instant later(Instant one, Instant other) {
        return other == null || (one != null && one.isAfter(other)) ? one : other;
    }

    static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    static Instant earlier(Instant one, Instant other) {
        return other == null || (one != null && one.isBefore(other)) ? one : other;
    }
}
