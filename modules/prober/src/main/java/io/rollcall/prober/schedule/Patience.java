package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.registry.MassLoss;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long each registry may be out of reach, and how many of its images may be absent, before an alert says so. Thread-safe;
 * may change at any time.
 */
public final class Patience {
    /** Longer than what a registry needs to come back from its nightly garbage collection. */
    public static final Duration DEFAULT = Duration.ofMinutes(5);

    private final Map<String, Duration> byRegistry = new ConcurrentHashMap<>();
    private volatile MassLoss massLoss = MassLoss.DEFAULT;

    /** @return this */
    public Patience with(String host, Duration unavailableAfter) {
        byRegistry.put(host.toLowerCase(Locale.ROOT), requireNonNull(unavailableAfter, "unavailableAfter is null"));
        return this;
    }

    /** @return this */
    public Patience with(MassLoss other) {
        massLoss = requireNonNull(other, "other is null");
        return this;
    }

    MassLoss massLoss() {
        return massLoss;
    }

    Duration of(String registry) {
        return byRegistry.getOrDefault(registry, DEFAULT);
    }
}
