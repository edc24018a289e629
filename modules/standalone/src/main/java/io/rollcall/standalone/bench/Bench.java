package io.rollcall.standalone.bench;

import java.io.IOException;
import java.util.List;

/** Measures one thing. */
interface Bench {

    /** As it is named on the command line. */
    String name();

    /** In one line, for the help. */
    String about();

    /** Whether it needs a real registry on this machine. */
    default boolean needsRegistry() {
        return false;
    }

    /** Whether {@code --full} tells it for a million targets too. */
    default boolean growsWithTargets() {
        return false;
    }

    /**
     * Measures it, as often as the effort says. Leaves nothing running behind.
     *
     * @return one for each target that it has
     */
    List<Measured> run(Site site, Effort effort) throws IOException, InterruptedException;
}
