package io.rollcall.standalone.demo;

import static java.util.Objects.requireNonNull;

import io.rollcall.sandbox.Registry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a run is to be like.
 *
 * @param images from 1 to {@value #MOST}
 * @param kubeconfig of a real API server; empty for the stand-in
 * @param registry another than the best there is; it is given a directory for its files
 * @param keep whether everything stays up after the scenario
 * @param bound how long any one step may take
 * @param run names everything that is made in a real API server
 */
record DemoOptions(
        int images,
        Optional<Path> kubeconfig,
        Optional<Function<Path, Registry>> registry,
        boolean keep,
        Duration bound,
        String run) {

    static final int MOST = 200;

    DemoOptions {
        if (images < 1 || images > MOST) {
            throw new IllegalArgumentException("images is " + images + ", not from 1 to " + MOST);
        }
        requireNonNull(kubeconfig, "kubeconfig is null");
        requireNonNull(registry, "registry is null");
        requireNonNull(bound, "bound is null");
        requireNonNull(run, "run is null");
    }
}
