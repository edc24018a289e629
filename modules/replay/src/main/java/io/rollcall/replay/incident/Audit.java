package io.rollcall.replay.incident;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Whether the rules, run again on the record, decide what was decided.
 *
 * @param decisions that were compared
 * @param agreed those of them that came out the same
 * @param differences the others
 */
public record Audit(long decisions, long agreed, List<Difference> differences, String sentence) {
    public Audit {
        requireNonNull(sentence, "sentence is null");
        differences = List.copyOf(differences);
    }
}
