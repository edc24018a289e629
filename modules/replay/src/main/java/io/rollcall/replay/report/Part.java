package io.rollcall.replay.report;

import java.io.IOException;

/** What stands in a template's place. */
@FunctionalInterface
interface Part {

    void writeTo(Appendable out) throws IOException;

    static Part of(String text) {
        return out -> out.append(text);
    }
}
