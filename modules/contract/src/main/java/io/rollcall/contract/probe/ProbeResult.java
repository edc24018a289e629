package io.rollcall.contract.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.Purpose;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One probe's answer for one image that asked: the value on {@code rollcall.probe-results}.
 *
 * @param uid of the object that asked
 * @param resourceVersion of the state that was asked for
 * @param target as the ask states it
 * @param context the ask's, verbatim
 * @param consecutive how many probes in a row came to a verdict of this sort, this one included
 * @param verdictSince when the first of them started
 * @param attempt {@code <owner's epoch>-<counter>}: which probe this is
 * @param dueAt when it was due
 * @param startedAt when its HEAD was sent; the evidence is as old as this
 * @param probedAt when the verdict stood
 * @param policyVersion name and version of the policy it was made under
 * @param breaker the registry's circuit breaker when the probe was sent, or when it was not
 */
public record ProbeResult(
        int schemaVersion,
        String cluster,
        ImageKey key,
        String uid,
        String resourceVersion,
        String target,
        String askId,
        Purpose purpose,
        JsonNode context,
        Verdict verdict,
        HttpEvidence evidence,
        int consecutive,
        Instant verdictSince,
        Trigger trigger,
        String attempt,
        Instant dueAt,
        Instant startedAt,
        Instant probedAt,
        String policyVersion,
        BreakerState breaker) {
    /** The version that this code writes. */
    public static final int SCHEMA_VERSION = 1;

    public ProbeResult {
        requireNonNull(cluster, "cluster is null");
        requireNonNull(key, "key is null");
        requireNonNull(uid, "uid is null");
        requireNonNull(resourceVersion, "resourceVersion is null");
        requireNonNull(target, "target is null");
        requireNonNull(askId, "askId is null");
        requireNonNull(purpose, "purpose is null");
        requireNonNull(verdict, "verdict is null");
        context = context == null ? JsonNodeFactory.instance.objectNode() : context;
        evidence = evidence == null ? HttpEvidence.none(null) : evidence;
        if (consecutive < 1) {
            throw new IllegalArgumentException("consecutive is " + consecutive + ", not 1 or more");
        }
        trigger = trigger == null ? Trigger.UNRECOGNISED : trigger;
        requireNonNull(attempt, "attempt is null");
        verdictSince = requireNonNull(verdictSince, "verdictSince is null").truncatedTo(ChronoUnit.MILLIS);
        dueAt = requireNonNull(dueAt, "dueAt is null").truncatedTo(ChronoUnit.MILLIS);
        startedAt = requireNonNull(startedAt, "startedAt is null").truncatedTo(ChronoUnit.MILLIS);
        probedAt = requireNonNull(probedAt, "probedAt is null").truncatedTo(ChronoUnit.MILLIS);
        requireNonNull(policyVersion, "policyVersion is null");
        breaker = breaker == null ? BreakerState.UNRECOGNISED : breaker;
    }
}
