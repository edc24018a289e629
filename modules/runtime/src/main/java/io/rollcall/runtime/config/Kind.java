package io.rollcall.runtime.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * The type of a key: how its text is read and which values are within bounds.
 *
 * @param label the type's name in the documentation
 * @param list whether the file may give a YAML list
 * @param emptyAllowed whether the empty text is a value
 * @param parser reads a text; throws IllegalArgumentException with {@code "problem; fix"}
 * @param complaint why a value is out of bounds, as {@code "problem; fix"}; empty where it is within
 */
record Kind<T>(
        String label,
        boolean list,
        boolean emptyAllowed,
        Parser<T> parser,
        Function<? super T, Optional<String>> complaint) {

    /** Reads a text; relative paths are resolved against the directory. */
    interface Parser<T> {
        T parse(String text, Path directory);
    }

    T parse(String text, Path directory) {
        return within(parser.parse(text, directory));
    }

    T within(T value) {
        Optional<String> problem = complaint.apply(value);
        if (problem.isPresent()) {
            throw new IllegalArgumentException(problem.get());
        }
        return value;
    }
}
