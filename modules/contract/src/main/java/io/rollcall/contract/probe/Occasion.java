package io.rollcall.contract.probe;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a registry said that it did, and for whom. It is the registry's word, kept for whoever asks later how an image went;
 * nothing is decided by it.
 *
 * @param action {@code delete} or {@code push}; an open set
 * @param actor for whom, by the name that the registry knows them by; null if it knows none
 * @param address from where, as the registry saw it: often a proxy's; null if it does not say
 * @param event the registry's id of what happened, the same in each delivery; null if it has none
 * @param at when, by the registry's clock; null if it does not say
 */
public record Occasion(String action, String actor, String address, String event, Instant at) {
    public Occasion {
        requireNonNull(action, "action is null");
        at = at == null ? null : at.truncatedTo(ChronoUnit.MILLIS);
    }
}
