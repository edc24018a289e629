package io.rollcall.replay.incident;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * Things that happened to one registry's images for one reason, as far as the record tells.
 *
 * @param number from 1, in the order of onset
 * @param end null where it had not ended when the window did
 * @param sentence what happened, how many images it touched, and why it is taken for this
 * @param images places in {@link IncidentDocument#images()}, ascending
 * @param evidence what the cause was concluded from
 */
public record Incident(
        int number,
        IncidentCause cause,
        String registry,
        Instant onset,
        Instant end,
        String sentence,
        List<Integer> images,
        List<Evidence> evidence) {
    public Incident {
        requireNonNull(cause, "cause is null");
        requireNonNull(registry, "registry is null");
        requireNonNull(onset, "onset is null");
        requireNonNull(sentence, "sentence is null");
        images = List.copyOf(images);
        evidence = List.copyOf(evidence);
    }
}
