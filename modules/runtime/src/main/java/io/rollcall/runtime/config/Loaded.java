package io.rollcall.runtime.config;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What came of reading a configuration. */
public sealed interface Loaded {

    /** A configuration that is whole and within bounds. */
    record Ok(RollcallConfig config) implements Loaded {
        /** Refuses null. */
        public Ok {
            requireNonNull(config, "config is null");
        }
    }

    /** Everything that is wrong, in the order in which the sources were read; never empty. */
    record Mistakes(List<Mistake> mistakes) implements Loaded {
        /** Refuses an empty list. */
        public Mistakes {
            mistakes = List.copyOf(mistakes);
            if (mistakes.isEmpty()) {
                throw new IllegalArgumentException("mistakes is empty");
            }
        }
    }
}
