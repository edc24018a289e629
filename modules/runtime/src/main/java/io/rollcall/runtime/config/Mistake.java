package io.rollcall.runtime.config;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong with a configuration.
 *
 * @param source where it stands: {@code file:line}, a variable or an option
 * @param problem what is wrong, without a full stop
 * @param fix what to do, without a full stop
 */
public record Mistake(String source, String problem, String fix) {

    /** Refuses nulls. */
    public Mistake {
        requireNonNull(source, "source is null");
        requireNonNull(problem, "problem is null");
        requireNonNull(fix, "fix is null");
    }

    /** One sentence that says where, what and how to fix it. */
    public String sentence() {
        return source + ": " + problem + "; " + fix + (fix.endsWith("?") ? "" : ".");
    }
}
