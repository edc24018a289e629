package io.rollcall.standalone.chaos;

/** What an API server may do to some of its requests for a while. */
enum Trouble {
    CONFLICT("answers 409 to some patches"),
    THROTTLED("answers 429 to some requests"),
    BROKEN("answers 500 to some requests, and does what some of these ask for"),
    SILENT("answers some requests not at all, and does what some of these ask for");

    private final String words;

    Trouble(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
