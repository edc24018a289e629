package io.rollcall.prober.registry;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes out of texts what nobody may see: users in URLs, tokens, signatures, passwords. */
final class Masked {
    private static final String STARS = "****";

    /** Of a query's parameters, those that are shown. */
    private static final Set<String> OPEN = Set.of("service", "scope");

    private static final Pattern USER = Pattern.compile("//[^/@\\s\"]*@");
    private static final Pattern QUERY = Pattern.compile("\\?([^\\s\"'<>]*)");
    private static final Pattern FIELD =
            Pattern.compile("(?i)(\"[a-z_]*(?:token|password|secret|auth)\"\\s*:\\s*\")[^\"]*");
    private static final Pattern SCHEME = Pattern.compile("(?i)\\b(basic|bearer)\\s+(?!realm)[^\\s,\"]+");

    private Masked() {}

    /** A header's value: its scheme alone. */
    static String authorization(String value) {
        if (value == null) {
            return "";
        }
        int space = value.indexOf(' ');
        return space < 0 ? STARS : value.substring(0, space + 1) + STARS;
    }

    /** A path with its query. */
    static String path(String raw) {
        int query = raw.indexOf('?');
        return query < 0 ? raw : raw.substring(0, query + 1) + query(raw.substring(query + 1));
    }

    private static String query(String raw) {
        return Arrays.stream(raw.split("[&;]")).map(Masked::parameter).collect(Collectors.joining("&"));
    }

    private static String parameter(String pair) {
        int equals = pair.indexOf('=');
        return equals < 0
                ? STARS
                : OPEN.contains(pair.substring(0, equals)) ? pair : pair.substring(0, equals + 1) + STARS;
    }

    /** Any text, such as a header or a body. */
    static String text(String raw) {
        String text = raw.replaceAll("\\p{Cntrl}+", " ");
        text = USER.matcher(text).replaceAll("//" + STARS + "@");
        text = FIELD.matcher(text).replaceAll("$1" + STARS);
        text = SCHEME.matcher(text).replaceAll("$1 " + STARS);
        return QUERY.matcher(text)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement("?" + query(found.group(1))));
    }
}
