package io.rollcall.replay.report;

import java.io.IOException;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A text with places, written <code>{{name}}</code>. What is put into a place is not looked at for places again. */
record Template(String text) {

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    static Template of(String text) {
        return new Template(text);
    }

    /** @throws IllegalArgumentException if a place has no part */
    void write(Map<String, Part> parts, Appendable out) throws IOException {
        int written = 0;
        for (MatchResult place : PLACE.matcher(text).results().toList()) {
            Part part = parts.get(place.group(1));
            if (part == null) {
                throw new IllegalArgumentException("nothing to put in the place of " + place.group());
            }
            out.append(text, written, place.start());
            part.writeTo(out);
            written = place.end();
        }
        out.append(text, written, text.length());
    }
}
