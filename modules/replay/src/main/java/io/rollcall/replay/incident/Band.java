package io.rollcall.replay.incident;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A stretch of time in which a registry fared alike.
 *
 * @param counts results by what they said: {@code present}, {@code absent}, or the reason of one that is inconclusive
 */
public record Band(Instant from, Instant to, Health health, SortedMap<String, Long> counts) {
    public Band {
        requireNonNull(from, "from is null");
        requireNonNull(to, "to is null");
        requireNonNull(health, "health is null");
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }
}
