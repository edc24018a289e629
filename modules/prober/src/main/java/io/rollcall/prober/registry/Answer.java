package io.rollcall.prober.registry;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * What came of one probe.
 *
 * @param startedAt when the probe began, at the latest when its HEAD was sent: the evidence is no older
 * @param probedAt when the verdict stood
 * @param requests how many were sent for it; 0 where nothing was sent
 * @param quota what the registry's last answer said that it has left; empty where it tells none
 */
public record Answer(
        Verdict verdict,
        HttpEvidence evidence,
        Instant startedAt,
        Instant probedAt,
        int requests,
        Optional<Quota> quota) {
    public Answer {
        requireNonNull(verdict, "verdict is null");
        requireNonNull(evidence, "evidence is null");
        requireNonNull(startedAt, "startedAt is null");
        requireNonNull(probedAt, "probedAt is null");
        requireNonNull(quota, "quota is null");
        if (requests < 0) {
            throw new IllegalArgumentException("requests is " + requests + ", not 0 or more");
        }
    }

    /** The same, of a probe that is known to have begun before {@code bound}, whatever the clock said then. */
    public Answer startedBefore(Instant bound) {
        return startedAt.isBefore(bound)
                ? this
                : new Answer(verdict, evidence, bound.minusMillis(1), probedAt, requests, quota);
    }

    /** Of one request, to a registry that tells no quota. */
    public Answer(Verdict verdict, HttpEvidence evidence, Instant startedAt, Instant probedAt) {
        this(verdict, evidence, startedAt, probedAt, 1, Optional.empty());
    }
}
