package io.rollcall.replay.incident;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.codec.EventCodec;
import java.time.Instant;
import java.util.List;

/**
 * What a replay of one window found.
 *
 * @param source {@code topics rollcall.*}, or the name of the file that was read
 * @param from the window's begin
 * @param to its end, which is not in it
 * @param registries in the order of their hosts
 * @param incidents in the order of their onset
 * @param lostOverTime in the order of time
 * @param images those that something happened to, in the order of their keys
 * @param whatIf null where no other policy was asked about
 */
public record IncidentDocument(
        int schemaVersion,
        String cluster,
        String source,
        Instant from,
        Instant to,
        Reach reach,
        Summary summary,
        List<RegistryHistory> registries,
        List<Incident> incidents,
        List<LostCount> lostOverTime,
        List<ImageHistory> images,
        Audit audit,
        WhatIf whatIf) {
    /** The version that this code writes. */
    public static final int SCHEMA_VERSION = 1;

    private static final EventCodec<IncidentDocument> CODEC = EventCodec.of(IncidentDocument.class);

    public IncidentDocument {
        requireNonNull(cluster, "cluster is null");
        requireNonNull(source, "source is null");
        requireNonNull(from, "from is null");
        requireNonNull(to, "to is null");
        requireNonNull(reach, "reach is null");
        requireNonNull(summary, "summary is null");
        requireNonNull(audit, "audit is null");
        registries = List.copyOf(registries);
        incidents = List.copyOf(incidents);
        lostOverTime = List.copyOf(lostOverTime);
        images = List.copyOf(images);
    }

    /** @return its JSON in UTF-8, on one line; what is null is left out */
    public byte[] toJson() {
        return CODEC.encode(this);
    }
}
