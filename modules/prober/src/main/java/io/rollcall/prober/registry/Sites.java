package io.rollcall.prober.registry;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The registries that are configured, by where they are asked: the allow-list of all that is ever sent. Thread-safe. */
final class Sites {
    private final Map<Endpoint, Site> byPlace = new ConcurrentHashMap<>();

    void add(Site site) {
        byPlace.put(site.endpoint().whole(), site);
    }

    /** @return empty for a place that is no configured registry's */
    Optional<Site> at(Endpoint place) {
        return Optional.ofNullable(byPlace.get(place.whole()));
    }
}
