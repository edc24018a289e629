package io.rollcall.standalone.terminal;

/** The few colours there are, by what they mean. */
public enum Colour {
    /** As it should be. */
    GOOD("32"),
    /** Worth a look. */
    WARN("33"),
    /** Gone or wrong. */
    BAD("31"),
    /** A heading. */
    STRONG("1"),
    /** Beside the point. */
    FAINT("2");

    private final String code;

    Colour(String code) {
        this.code = code;
    }

    String paint(String text) {
        return "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
