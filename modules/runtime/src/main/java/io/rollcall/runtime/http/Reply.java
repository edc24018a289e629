package io.rollcall.runtime.http;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.TreeMap;

/**
 * An answer to a {@link Call}.
 *
 * @param headers beside those of the body
 * @param text a sentence for a person; empty for none
 */
public record Reply(int status, Map<String, String> headers, String text) {

    /** Refuses nulls. */
    public Reply {
        headers = Map.copyOf(headers);
        requireNonNull(text, "text is null");
    }

    /** With a sentence. */
    public static Reply of(int status, String text) {
        return new Reply(status, Map.of(), text);
    }

    /** The same with one more header. */
    public Reply with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, text);
    }
}
