package io.rollcall.standalone.doctor;

import static java.util.Objects.requireNonNull;

import io.rollcall.standalone.terminal.Colour;

/** What a look at one thing found. Sentences stand without their full stop. */
sealed interface Result {

    /** What was found, or why nothing was. */
    String what();

    /** What to do; empty where nothing needs to be done. */
    default String fix() {
        return "";
    }

    /** It is right. */
    record Passed(String what) implements Result {}

    /** It will do, but not for long, or not for everybody. */
    record Warned(String what, String fix) implements Result {
        public Warned {
            requireFix(fix);
        }
    }

    /** It is wrong. */
    record Failed(String what, String fix) implements Result {
        public Failed {
            requireFix(fix);
        }

        /** From a sentence of a service's own: what is wrong stands before its last semicolon, the fix behind it. */
        static Failed of(String sentence) {
            String text = sentence.replaceFirst("\\.$", "");
            int semicolon = text.lastIndexOf("; ");
            return semicolon < 0
                    ? new Failed(text, "look at its log")
                    : new Failed(text.substring(0, semicolon), text.substring(semicolon + 2));
        }
    }

    /** Nobody looked, and why. */
    record Skipped(String what) implements Result {}

    /** In JSON. */
    default String name() {
        return getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    /** In text. */
    default String mark() {
        if (this instanceof Passed) {
            return "✓";
        } else if (this instanceof Warned) {
            return "!";
        }
        return this instanceof Failed ? "✗" : "–";
    }

    /** Of the mark. */
    default Colour colour() {
        if (this instanceof Passed) {
            return Colour.GOOD;
        } else if (this instanceof Warned) {
            return Colour.WARN;
        }
        return this instanceof Failed ? Colour.BAD : Colour.FAINT;
    }

    private static void requireFix(String fix) {
        if (requireNonNull(fix, "fix is null").isBlank()) {
            throw new IllegalArgumentException("fix is blank");
        }
    }
}
