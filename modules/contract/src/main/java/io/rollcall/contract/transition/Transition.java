package io.rollcall.contract.transition;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.probe.ProbeResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A decision that was more than "nothing to do": the value on {@code rollcall.transitions}.
 *
 * @param id of the change: the same for every redelivery of the same evidence
 * @param change the change's name on the wire, e.g. {@code imageLost}; open set
 * @param cause the probe result's place on the bus
 * @param evidence the probe result itself
 * @param state the object's facts as they were read for the decision; null if the object was not read
 * @param stateVersion the resourceVersion they were read at; null if the object was not read
 * @param why one clause for a person
 * @param writtenVersion the resourceVersion that the write made; null if nothing was written
 * @param stateUid uid of the object that was read: another than {@code uid} where it was created anew; null if it was not
 *     read, or of a version that does not say
 * @param confirmations how many absences in a row the policy asked for; null of a version that does not say
 */
public record Transition(
        int schemaVersion,
        String cluster,
        String id,
        ImageKey key,
        String uid,
        String change,
        Outcome outcome,
        String why,
        Cause cause,
        ProbeResult evidence,
        JsonNode state,
        String stateVersion,
        String writtenVersion,
        String policyVersion,
        Instant decidedAt,
        String stateUid,
        Integer confirmations) {
    /** The version that this code writes. */
    public static final int SCHEMA_VERSION = 1;

    public Transition {
        requireNonNull(cluster, "cluster is null");
        requireNonNull(id, "id is null");
        requireNonNull(key, "key is null");
        requireNonNull(uid, "uid is null");
        requireNonNull(change, "change is null");
        outcome = outcome == null ? Outcome.UNRECOGNISED : outcome;
        requireNonNull(cause, "cause is null");
        requireNonNull(evidence, "evidence is null");
        requireNonNull(policyVersion, "policyVersion is null");
        decidedAt = requireNonNull(decidedAt, "decidedAt is null").truncatedTo(ChronoUnit.MILLIS);
    }
}
