package io.rollcall.standalone.up;

import io.rollcall.standalone.terminal.Colour;
import io.rollcall.standalone.terminal.Terminal;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** What happens, one line each: when, what, and of what. Safe for use by several threads. */
final class Story {

    private static final int WHAT_WIDTH = "would recover".length() + 2;

    private final Terminal terminal;
    private final Clock clock;
    private final DateTimeFormatter time;

    Story(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
        this.time = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(clock.getZone());
    }

    /** Something that happened now. */
    void tell(Colour colour, String what, String text) {
        tell(clock.instant(), colour, what, text);
    }

    /** Something that happened at that time. */
    void tell(Instant when, Colour colour, String what, String text) {
        terminal.line(terminal.paint(Colour.FAINT, time.format(when)) + "  " + terminal.cell(colour, what, WHAT_WIDTH)
                + text);
    }
}
