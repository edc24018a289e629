package io.rollcall.standalone.demo;

/** The steps, in their order. */
enum Step {
    START("start"),
    CREATE("create"),
    PRESENT("present"),
    LOSE_ONE("lose-one"),
    RECOVER_ONE("recover-one"),
    LOSE_ALL("lose-all"),
    RECOVER_ALL("recover-all"),
    COUNT("count");

    private final String id;

    Step(String id) {
        this.id = id;
    }

    /** What it is called on the screen and on the wire. */
    String id() {
        return id;
    }
}
