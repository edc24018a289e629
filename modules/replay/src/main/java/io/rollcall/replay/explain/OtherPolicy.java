package io.rollcall.replay.explain;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A policy that might have been; what is empty stays as it was.
 *
 * @param confirmations absences in a row that lose an image
 * @param confirmationDelay wait before an absence is looked at again while it does not yet count
 * @param freshness a verdict younger than this spares a sweep
 * @param recheckMin shortest wait between two looks at a lost image
 * @param recheckMax longest such wait
 */
public record OtherPolicy(
        Optional<Integer> confirmations,
        Optional<Duration> confirmationDelay,
        Optional<Duration> freshness,
        Optional<Duration> recheckMin,
        Optional<Duration> recheckMax) {
    public OtherPolicy {
        requireNonNull(confirmationDelay, "confirmationDelay is null");
        requireNonNull(freshness, "freshness is null");
        requireNonNull(recheckMin, "recheckMin is null");
        requireNonNull(recheckMax, "recheckMax is null");
        if (confirmations.orElse(1) < 1) {
            throw new IllegalArgumentException("confirmations is " + confirmations.get() + ", not 1 or more");
        }
    }

    /** The same as it was, but for so many absences in a row that lose an image. */
    public static OtherPolicy confirmations(int number) {
        return new OtherPolicy(
                Optional.of(number), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What differs, in words. */
    String inWords() {
        List<String> parts = new ArrayList<>();
        confirmations.ifPresent(it -> parts.add("confirmations " + it));
        confirmationDelay.ifPresent(it -> parts.add("confirmationDelay " + Words.time(it)));
        freshness.ifPresent(it -> parts.add("freshness " + Words.time(it)));
        recheckMin.ifPresent(it -> parts.add("recheck.min " + Words.time(it)));
        recheckMax.ifPresent(it -> parts.add("recheck.max " + Words.time(it)));
        return parts.isEmpty() ? "nothing else" : String.join(", ", parts);
    }
}
