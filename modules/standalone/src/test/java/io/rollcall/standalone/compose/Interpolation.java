package io.rollcall.standalone.compose;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Variables in a Compose file, as Compose replaces them: {@code ${NAME}}, {@code ${NAME:-default}}, {@code $$}. */
final class Interpolation {

    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:\\$|\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}|(?<other>.?))");

    private Interpolation() {}

    /** An {@link IllegalArgumentException} for a form that is none of these. */
    static String resolve(String text, Map<String, String> variables) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            if (found.group().equals("$$")) {
                return java.util.regex.Matcher.quoteReplacement("$");
            }
            String name = found.group(1);
            if (name == null) {
                throw new IllegalArgumentException("what is meant by $ in " + text);
            }
            String unset = Optional.ofNullable(found.group(2)).orElse("");
            String value = variables.getOrDefault(name, "");
            return java.util.regex.Matcher.quoteReplacement(value.isEmpty() ? unset : value);
        });
    }
}
