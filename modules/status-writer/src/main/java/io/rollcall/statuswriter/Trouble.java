package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import io.rollcall.statuswriter.kube.ApiAnswer;

/** Why a result is not settled yet; another try may settle it. */
record Trouble(Sort sort, String why) {
    /** Whose trouble it is, as far as one answer can tell. */
    enum Sort {
        /** The object's: somebody wrote it in between, or a policy denies it. */
        CONFLICT,
        /** The bus's: what was told before cannot be read. */
        BUS,
        /** The namespace's or everybody's: a right is missing. */
        FORBIDDEN,
        /** Everybody's: our credentials are refused. */
        UNAUTHENTICATED,
        /** Everybody's: the server asks to be asked less. */
        THROTTLED,
        /** The call's or everybody's: no answer. */
        UNAVAILABLE
    }

    Trouble {
        requireNonNull(sort, "sort is null");
        requireNonNull(why, "why is null");
    }

    /** The trouble that an answer other than success means. */
    static Trouble of(ApiAnswer answer) {
        return new Trouble(sort(answer), answer.message());
    }

    private static Sort sort(ApiAnswer answer) {
        if (answer instanceof ApiAnswer.Conflict || answer instanceof ApiAnswer.NotFound) {
            return Sort.CONFLICT;
        } else if (answer instanceof ApiAnswer.Forbidden) {
            return Sort.FORBIDDEN;
        } else if (answer instanceof ApiAnswer.Unauthenticated) {
            return Sort.UNAUTHENTICATED;
        } else if (answer instanceof ApiAnswer.Throttled) {
            return Sort.THROTTLED;
        } else if (answer instanceof ApiAnswer.Ok) {
            throw new IllegalArgumentException("success is no trouble");
        }
        return Sort.UNAVAILABLE;
    }
}
