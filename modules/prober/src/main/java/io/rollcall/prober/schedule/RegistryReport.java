package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.probe.BreakerState;
import java.time.Instant;
import java.util.List;

/**
 * What one scheduling task knows of one registry: what it tells the stage that sees all tasks.
 *
 * @param task the same whoever owns it: what a new owner says replaces what the old one said
 * @param instance the process that owns it; the breaker is the process's
 * @param bound images that ask about targets in it
 * @param absent those of them whose last verdict is absent
 * @param waiting targets that are due and not sent
 * @param openSince since when the breaker has not been closed; null if it is closed
 * @param answeredAt when the registry last answered this owner; null if it never did
 * @param sample some of the images that are absent; null if there are none
 */
record RegistryReport(
        String registry,
        String task,
        String instance,
        long bound,
        long absent,
        long waiting,
        BreakerState breaker,
        Instant openSince,
        Instant answeredAt,
        Instant at,
        List<String> sample) {
    RegistryReport {
        requireNonNull(registry, "registry is null");
        requireNonNull(task, "task is null");
        requireNonNull(instance, "instance is null");
        requireNonNull(breaker, "breaker is null");
        requireNonNull(at, "at is null");
        sample = sample == null || sample.isEmpty() ? null : List.copyOf(sample);
    }

    boolean isOpen() {
        return openSince != null;
    }

    RegistryReport withWaiting(long targets) {
        return new RegistryReport(
                registry, task, instance, bound, absent, targets, breaker, openSince, answeredAt, at, sample);
    }

    /** @return whether it is news after {@code before}, which is null at first; what waits changes all the time */
    boolean isNewsAfter(RegistryReport before) {
        return before == null
                || bound != before.bound
                || absent != before.absent
                || isOpen() != before.isOpen()
                || !instance.equals(before.instance);
    }

    /** @return whether it says the same at another time */
    boolean saysTheSameAs(RegistryReport before) {
        return !isNewsAfter(before) && waiting == before.waiting && breaker == before.breaker;
    }
}
