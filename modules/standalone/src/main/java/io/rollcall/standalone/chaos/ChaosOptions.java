package io.rollcall.standalone.chaos;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a run is to be like.
 *
 * @param kubeconfig of a real API server; empty for the stand-in
 * @param name of everything that is made in a real API server
 */
record ChaosOptions(long seed, int faults, int images, Optional<Path> kubeconfig, String name) {

    static final int MOST_FAULTS = 1_000;
    static final int MOST_IMAGES = 10_000;

    /** A fifth of the images are for the whole cluster: fewer would leave a kind out. */
    static final int FEWEST_IMAGES = 5;

    ChaosOptions {
        if (faults < 0 || faults > MOST_FAULTS) {
            throw new IllegalArgumentException("faults is " + faults + ", not from 0 to " + MOST_FAULTS);
        }
        if (images < FEWEST_IMAGES || images > MOST_IMAGES) {
            throw new IllegalArgumentException(
                    "images is " + images + ", not from " + FEWEST_IMAGES + " to " + MOST_IMAGES);
        }
        requireNonNull(kubeconfig, "kubeconfig is null");
        requireNonNull(name, "name is null");
    }

    /** The command that does the same again. */
    String repeat() {
        return "./rollcall chaos --seed %d --faults %d --images %d%s"
                .formatted(
                        seed,
                        faults,
                        images,
                        kubeconfig.map(it -> " --kubeconfig " + it).orElse(""));
    }
}
