package io.rollcall.contract.probe;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Asks for a probe now, or at {@code notBefore}: the value on {@code rollcall.probe-requests}; its key is
 * {@link #repository()}. Only a probe that starts after {@code requestedAt} answers it. Targets that no image asks about are
 * not probed.
 *
 * @param repository {@code registry/repository}
 * @param target one reference within it, in canonical form; null for every target of the repository
 * @param why {@code NOTIFICATION}, {@code MANUAL} or {@code RETRY}
 * @param notBefore null for at once
 * @param occasion what the registry said, where it is a notification; null where it is not
 */
public record ProbeRequest(
        int schemaVersion,
        String cluster,
        String repository,
        String target,
        Trigger why,
        Instant requestedAt,
        Instant notBefore,
        Occasion occasion) {
    /** The version that this code writes. */
    public static final int SCHEMA_VERSION = 1;

    public ProbeRequest {
        requireNonNull(cluster, "cluster is null");
        requireNonNull(repository, "repository is null");
        requireNonNull(requestedAt, "requestedAt is null");
        why = why == null ? Trigger.UNRECOGNISED : why;
        requestedAt = requestedAt.truncatedTo(ChronoUnit.MILLIS);
        notBefore = notBefore == null ? null : notBefore.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Without an occasion. */
    public ProbeRequest(
            int schemaVersion,
            String cluster,
            String repository,
            String target,
            Trigger why,
            Instant requestedAt,
            Instant notBefore) {
        this(schemaVersion, cluster, repository, target, why, requestedAt, notBefore, null);
    }
}
