package io.rollcall.runtime.kafka;

import static java.util.Objects.requireNonNull;

/**
 * What is wrong, and what mends it.
 *
 * @param reason one clause
 * @param fix one clause
 */
record Remedy(String reason, String fix) {
    /** Where what is to be set has to be set. */
    static final String FILE = "in the file that kafka.config names";

    Remedy {
        requireNonNull(reason, "reason is null");
        requireNonNull(fix, "fix is null");
    }

    String sentence() {
        return reason + "; " + fix + ".";
    }
}
