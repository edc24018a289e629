package io.rollcall.standalone.bench;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How much is done.
 *
 * @param runs how often each bench measures; 1 or more
 * @param warmUp before the first counts
 * @param window that one run lasts, where a run is a stretch of time
 * @param images of a sweep
 * @param flips images of a mass outage
 * @param targets that are bound where many are
 * @param loop targets that are asked again at once, or at a steady rate
 */
record Effort(int runs, Duration warmUp, Duration window, int images, int flips, int targets, int loop) {

    /** Runs that a median is made of where nothing is said. */
    static final int RUNS = 5;

    /** How many targets {@code --full} adds a run for. */
    static final int MANY = 1_000_000;

    Effort {
        requireNonNull(warmUp, "warmUp is null");
        requireNonNull(window, "window is null");
        if (runs < 1 || images < 1 || flips < 1 || targets < 1 || loop < 1) {
            throw new IllegalArgumentException("nothing is measured by nothing");
        }
    }

    /** What the targets are meant for. */
    static Effort whole(int runs) {
        return new Effort(runs, Duration.ofSeconds(45), Duration.ofSeconds(10), 10_000, 10_000, 100_000, 10_000);
    }

    /** Each bench in well under a minute: a first look, in which the compiler still has a share. */
    static Effort quick(int runs) {
        return new Effort(runs, Duration.ofSeconds(8), Duration.ofSeconds(3), 1_500, 400, 10_000, 5_000);
    }

    /** Where each is a request: a server answers a fiftieth of what the loops do in that time, and the compiler counts calls. */
    Duration longWarmUp() {
        return warmUp.multipliedBy(3);
    }

    /** The same with other targets. */
    Effort withTargets(int many) {
        return new Effort(runs, warmUp, window, images, flips, many, loop);
    }
}
