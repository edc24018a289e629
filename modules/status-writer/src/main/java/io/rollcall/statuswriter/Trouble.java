package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import io.rollcall.statuswriter.kube.ApiAnswer;

/** Why a result is not settled yet; another try may settle it. */
record Trouble(Sort sort, String why) {
    /** Whose trouble it is, as far as one answer can tell. */
    enum Sort {
        /** The object's: somebody wrote it in between. */
        CONFLICT,
        /** The namespace's or everybody's: a right is missing. */
        FORBIDDEN,
        /** Everybody's: our credentials are refused. */
        UNAUTHENTICATED,
        /** The call's or everybody's: no answer. */
        UNAVAILABLE
    }

    Trouble {
        requireNonNull(sort, "sort is null");
        requireNonNull(why, "why is null");
    }

    /** The trouble that an answer other than success means. */
    static Trouble of(ApiAnswer answer) {
        if (answer instanceof ApiAnswer.Conflict conflict) {
            return new Trouble(Sort.CONFLICT, conflict.message());
        } else if (answer instanceof ApiAnswer.Forbidden forbidden) {
            return new Trouble(Sort.FORBIDDEN, forbidden.message());
        } else if (answer instanceof ApiAnswer.Unauthenticated refused) {
            return new Trouble(Sort.UNAUTHENTICATED, refused.message());
        } else if (answer instanceof ApiAnswer.Unavailable none) {
            return new Trouble(Sort.UNAVAILABLE, none.message());
        } else if (answer instanceof ApiAnswer.Invalid invalid) {
            return new Trouble(Sort.UNAVAILABLE, invalid.message());
        } else if (answer instanceof ApiAnswer.NotFound gone) {
            return new Trouble(Sort.CONFLICT, gone.message());
        }
        throw new IllegalArgumentException("no trouble: " + answer);
    }
}
