package io.rollcall.standalone.chaos;

import io.rollcall.standalone.chaos.history.Evidence;
import java.util.List;

/**
 * A stretch of a run: what becomes of the registry's storage at its beginning, and what strikes until every image has the
 * phase that this calls for.
 */
record Turn(boolean storageThere, List<Strike> strikes) {

    Turn {
        strikes = List.copyOf(strikes);
    }

    /** Which every image is to have at its end. */
    String phase() {
        return storageThere ? Evidence.READY : Evidence.LOST;
    }
}
