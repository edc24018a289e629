package io.rollcall.watcher.cluster;

import static java.util.Objects.requireNonNull;

/**
 * Why a kind cannot be watched, or not be served in full.
 *
 * @param blocking whether watching is of no use before it is mended
 * @param sentence names the fix
 */
public record Problem(boolean blocking, String sentence) {
    public Problem {
        requireNonNull(sentence, "sentence is null");
    }
}
