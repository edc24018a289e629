package io.rollcall.prober;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.probe.Verdict.Inconclusive;
import io.rollcall.prober.registry.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a registry's answers, one after the other, say of the registry.
 *
 * @param conclusiveAt when it last said something of an image; empty if it never did
 * @param trouble the last answer, if it said nothing of any image
 */
record Standing(Optional<Instant> conclusiveAt, Optional<Answer> trouble) {
    /** Nothing was heard yet. */
    static final Standing NONE = new Standing(Optional.empty(), Optional.empty());

    /** For so long inconclusive answers are single mishaps: some images of a registry may be denied, and others not. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    Standing {
        requireNonNull(conclusiveAt, "conclusiveAt is null");
        requireNonNull(trouble, "trouble is null");
    }

    Standing after(Answer answer) {
        return answer.verdict() instanceof Inconclusive
                ? new Standing(conclusiveAt, Optional.of(answer))
                : new Standing(Optional.of(answer.probedAt()), Optional.empty());
    }

    /** @return one line with the fix, where nothing has been learnt of its images for a while, or ever */
    Optional<String> inWords() {
        return trouble.filter(it -> conclusiveAt
                        .map(at -> at.plus(PATIENCE).isBefore(it.probedAt()))
                        .orElse(true))
                .map(Standing::inWords);
    }

    private static String inWords(Answer answer) {
        Inconclusive verdict = (Inconclusive) answer.verdict();
        Integer status = answer.evidence().status();
        return "Nothing is known of its images: " + verdict.reason().inWords()
                + (status == null ? "" : " (HTTP " + status + ")") + ". "
                + verdict.reason().help();
    }
}
