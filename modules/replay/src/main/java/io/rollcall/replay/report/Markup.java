package io.rollcall.replay.report;

/** HTML in which a text can be nothing but text. */
final class Markup {

    private static final char REPLACEMENT = '\uFFFD';

    private Markup() {}

    /** The text, fit to stand between tags and in a quoted attribute. What HTML cannot hold is replaced. */
    static String text(String raw) {
        StringBuilder escaped = new StringBuilder(raw.length() + 16);
        raw.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(canStand(c) ? c : REPLACEMENT);
            }
        });
        return escaped.toString();
    }

    /** Not controls but white space, and no half of a surrogate pair, which UTF-8 could not encode. */
    private static boolean canStand(int c) {
        boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return !half && (!Character.isISOControl(c) || c == '\n' || c == '\t');
    }

    /** An element that holds a text. */
    static String element(String name, String raw) {
        return "<" + name + ">" + text(raw) + "</" + name + ">";
    }
}
