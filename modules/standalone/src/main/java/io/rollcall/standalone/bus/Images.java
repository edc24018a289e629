package io.rollcall.standalone.bus;

import io.rollcall.contract.image.ImageKey;

/** How an image is named to a person. */
public final class Images {

    private Images() {}

    /** {@code virtualimages team-a/ubuntu}, as one would ask kubectl for it; a cluster-wide one has no namespace. */
    public static String shortly(ImageKey key) {
        int dot = key.kind().indexOf('.');
        String plural = dot < 0 ? key.kind() : key.kind().substring(0, dot);
        return plural + " " + (key.namespace().isEmpty() ? "" : key.namespace() + "/") + key.name();
    }
}
