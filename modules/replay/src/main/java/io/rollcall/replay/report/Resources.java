package io.rollcall.replay.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The files that the page is made of. */
final class Resources {

    private Resources() {}

    /** Several as one text, in their order. */
    static String text(List<String> names) {
        return names.stream().map(Resources::text).collect(joining());
    }

    static String text(String name) {
        try (InputStream in = requireNonNull(Resources.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " stands beside this class and could not be read", e);
        }
    }
}
