package io.rollcall.watcher.notifications;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;

/** Counts what registries report. */
final class NotificationMeters {
    /** What Distribution is known to report; anybody may invent another. */
    private static final Set<String> ACTIONS = Set.of("push", "pull", "delete", "mount");

    private final MeterRegistry meters;

    NotificationMeters(MeterRegistry meters) {
        this.meters = requireNonNull(meters, "meters is null");
    }

    void event(String action, Outcome outcome) {
        Counter.builder("rollcall.notifications")
                .description("Events that registries reported, by what became of them.")
                .tag("action", ACTIONS.contains(action) ? action : "other")
                .tag("outcome", outcome.label())
                .register(meters)
                .increment();
    }

    /** @param status of the answer; 0 where there was nobody to be answered */
    void delivery(int status) {
        Counter.builder("rollcall.notification.deliveries")
                .description("Calls of /notifications, by the status that they were answered with.")
                .tag("status", Integer.toString(status))
                .register(meters)
                .increment();
    }
}
