package io.rollcall.standalone.init;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** One value of a Secret, or why it is not there. Never shows the value. */
sealed interface Secret {

    /** The value, where it is there. */
    default Optional<String> value() {
        return Optional.empty();
    }

    /** It is there. */
    record Found(String text) implements Secret {
        public Found {
            requireNonNull(text, "text is null");
        }

        @Override
        public Optional<String> value() {
            return Optional.of(text);
        }

        @Override
        public String toString() {
            return "Found[masked]";
        }
    }

    /**
     * It is not there, or not for us.
     *
     * @param sentence what is wrong and the fix
     */
    record Absent(String sentence) implements Secret {}
}
