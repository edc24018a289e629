package io.rollcall.standalone.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Map;

/** Standard output or standard error, a line at a time, in UTF-8. Safe for use by several threads. */
public final class Terminal {

    /** What the launcher tells of standard output, which Java cannot: {@code true} where it is a terminal. */
    private static final String PROPERTY = "rollcall.terminal";

    /** The same of standard error. */
    private static final String ERROR_PROPERTY = "rollcall.terminal.err";

    private final PrintStream stream;
    private final boolean coloured;
    private final boolean live;

    /** A terminal on any stream that nobody watches. */
    public Terminal(PrintStream stream, boolean coloured) {
        this(stream, coloured, false);
    }

    /**
     * A terminal on any stream.
     *
     * @param live whether somebody watches, so that a line may be drawn over
     */
    public Terminal(PrintStream stream, boolean coloured, boolean live) {
        this.stream = requireNonNull(stream, "stream is null");
        this.coloured = coloured;
        this.live = live;
    }

    /** This process's standard output; coloured on a terminal, unless {@code NO_COLOR} or a dumb terminal forbids it. */
    public static Terminal standardOutput(Map<String, String> environment) {
        boolean allowed = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        return new Terminal(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8),
                allowed && Boolean.getBoolean(PROPERTY));
    }

    /** This process's standard error; never coloured. */
    public static Terminal standardError() {
        return new Terminal(
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8),
                false,
                Boolean.getBoolean(ERROR_PROPERTY));
    }

    /** Whether a line may be drawn over. */
    public boolean live() {
        return live;
    }

    /** Whether {@link #paint} paints. */
    public boolean coloured() {
        return coloured;
    }

    /** Prints one line, or several that are already broken. */
    public void line(String text) {
        stream.println(text);
    }

    /** The text in a colour, where there is colour. */
    public String paint(Colour colour, String text) {
        return coloured && !text.isEmpty() ? colour.paint(text) : text;
    }

    /** The text in a colour, filled with blanks to a width that the colour does not count in. */
    public String cell(Colour colour, String text, int width) {
        return paint(colour, text) + " ".repeat(Math.max(0, width - text.length()));
    }

    /** Whether nobody reads any more, as after {@code | head}. */
    public boolean isBroken() {
        return stream.checkError();
    }

    /** The stream itself. */
    public PrintStream stream() {
        return stream;
    }
}
