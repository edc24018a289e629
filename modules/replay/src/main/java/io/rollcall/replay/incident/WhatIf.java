package io.rollcall.replay.incident;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * What the same facts would have come to under another policy.
 *
 * @param policy what differs, in words
 * @param changed transitions that would have come otherwise, in the order of time
 * @param minutesSaved images × minutes of wrong status that there would not have been
 * @param minutesAdded images × minutes of wrong status that there would have been besides
 * @param unknown where the other policy would have needed a probe that was never sent
 */
public record WhatIf(
        String policy,
        String sentence,
        List<Changed> changed,
        double minutesSaved,
        double minutesAdded,
        List<Unknown> unknown) {
    public WhatIf {
        requireNonNull(policy, "policy is null");
        requireNonNull(sentence, "sentence is null");
        changed = List.copyOf(changed);
        unknown = List.copyOf(unknown);
    }

    /**
     * A transition that would have come otherwise.
     *
     * @param image its key
     * @param at when it was
     * @param was what happened
     * @param would what would have happened
     * @param minutes of wrong status saved; negative where they are added
     */
    public record Changed(String image, Instant at, String was, String would, double minutes) {
        public Changed {
            requireNonNull(image, "image is null");
            requireNonNull(at, "at is null");
            requireNonNull(was, "was is null");
            requireNonNull(would, "would is null");
        }
    }

    /** A question that the record cannot answer. */
    public record Unknown(String image, Instant at, String why) {
        public Unknown {
            requireNonNull(image, "image is null");
            requireNonNull(at, "at is null");
            requireNonNull(why, "why is null");
        }
    }
}
