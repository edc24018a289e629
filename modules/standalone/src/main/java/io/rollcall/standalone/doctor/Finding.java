package io.rollcall.standalone.doctor;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.standalone.terminal.Terminal;
import java.util.Locale;

/**
 * One line of the doctor's.
 *
 * @param check which look it was; stable, for programs
 * @param about what was looked at, for a person
 */
record Finding(String check, String about, Result result) {

    Finding {
        requireNonNull(check, "check is null");
        requireNonNull(about, "about is null");
        requireNonNull(result, "result is null");
    }

    static Finding passed(String check, String about, String what) {
        return new Finding(check, about, new Result.Passed(what));
    }

    static Finding warned(String check, String about, String what, String fix) {
        return new Finding(check, about, new Result.Warned(what, fix));
    }

    static Finding failed(String check, String about, String what, String fix) {
        return new Finding(check, about, new Result.Failed(what, fix));
    }

    static Finding skipped(String check, String about, String why) {
        return new Finding(check, about, new Result.Skipped(why));
    }

    boolean isFailed() {
        return result instanceof Result.Failed;
    }

    /** {@code ✗ registry host: what is wrong. What to do.} */
    String line(Terminal terminal) {
        String fix = result.fix();
        return terminal.paint(result.colour(), result.mark()) + " " + about + ": " + ended(result.what())
                + (fix.isEmpty() ? "" : " " + fix.substring(0, 1).toUpperCase(Locale.ROOT) + ended(fix.substring(1)));
    }

    private String ended(String text) {
        boolean calm = result.fix().isEmpty();
        return text.endsWith(".") || text.endsWith("?") || calm ? text : text + ".";
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("check", check)
                .put("about", about)
                .put("result", result.name())
                .put("what", result.what())
                .put("fix", result.fix());
    }
}
