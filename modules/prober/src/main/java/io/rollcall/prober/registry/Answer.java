package io.rollcall.prober.registry;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.Verdict;
import java.time.Instant;

/**
 * What came of one probe.
 *
 * @param startedAt when the probe began, at the latest when its HEAD was sent: the evidence is no older
 * @param probedAt when the verdict stood
 */
public record Answer(Verdict verdict, HttpEvidence evidence, Instant startedAt, Instant probedAt) {
    public Answer {
        requireNonNull(verdict, "verdict is null");
        requireNonNull(evidence, "evidence is null");
        requireNonNull(startedAt, "startedAt is null");
        requireNonNull(probedAt, "probedAt is null");
    }
}
