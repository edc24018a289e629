package io.rollcall.standalone.census;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageReference;
import java.util.Optional;

/**
 * The images that are stored under one host.
 *
 * @param host {@code host[:port]} as their references name it, in lower case
 * @param images how many
 * @param ready one of them that the cluster says is there; empty where there is none
 */
public record HostImages(String host, long images, Optional<Example> ready) {

    /** Refuses nulls. */
    public HostImages {
        requireNonNull(host, "host is null");
        requireNonNull(ready, "ready is null");
    }

    /**
     * One image.
     *
     * @param key names it in the cluster
     * @param reference names it in its registry
     */
    public record Example(ImageKey key, ImageReference reference) {
        /** Refuses nulls. */
        public Example {
            requireNonNull(key, "key is null");
            requireNonNull(reference, "reference is null");
        }
    }

    HostImages and(Optional<Example> example) {
        return new HostImages(host, images + 1, ready.or(() -> example));
    }
}
