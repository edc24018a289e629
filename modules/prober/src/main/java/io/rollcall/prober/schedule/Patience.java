package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long each registry may be out of reach before an alert says so. Thread-safe; may change at any time. */
public final class Patience {
    /** Longer than what a registry needs to come back from its nightly garbage collection. */
    public static final Duration DEFAULT = Duration.ofMinutes(5);

    private final Map<String, Duration> byRegistry = new ConcurrentHashMap<>();

    /** @return this */
    public Patience with(String host, Duration unavailableAfter) {
        byRegistry.put(host.toLowerCase(Locale.ROOT), requireNonNull(unavailableAfter, "unavailableAfter is null"));
        return this;
    }

    Duration of(String registry) {
        return byRegistry.getOrDefault(registry, DEFAULT);
    }
}
