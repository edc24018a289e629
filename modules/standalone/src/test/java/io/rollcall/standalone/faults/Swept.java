package io.rollcall.standalone.faults;

import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.Cadence;
import io.rollcall.contract.image.Depth;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.image.Lane;
import io.rollcall.contract.image.Purpose;
import java.util.List;

/** Images that are swept, as a watcher would say it. */
final class Swept {
    private Swept() {}

    /** The image {@code img-<number>} with the uid {@code uid-<number>}. */
    static ImageState image(int number, int generation, String target) {
        Ask ask = new Ask(
                "presence",
                target,
                Purpose.PRESENCE,
                new Cadence.Sweep(),
                Lane.SWEEP,
                Depth.MANIFEST,
                Ask.DEFAULT,
                Ask.DEFAULT,
                null,
                null);
        ImageKey key = new ImageKey("virtualimages.virtualization.deckhouse.io", "team-a", "img-" + number);
        String version = Integer.toString(generation);
        return new ImageState(1, "default", key, "uid-" + number, version, generation, false, null, List.of(ask), null);
    }
}
