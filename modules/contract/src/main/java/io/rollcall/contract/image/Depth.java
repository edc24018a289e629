package io.rollcall.contract.image;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** How much of an image a probe looks at. */
public enum Depth {
    /** The manifest alone; also what a depth of a later version is taken for. */
    @JsonEnumDefaultValue
    MANIFEST,
    /** The manifest and every blob it names. */
    BLOBS
}
