package io.rollcall.contract.transition;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What came of a decision. */
public enum Outcome {
    /** It stands in the resource. */
    WRITTEN,
    /** It would have been written; the mode is {@code observe}. */
    OBSERVED,
    /** The evidence is older than what the resource says; a fresh probe was asked for. */
    STALE,
    /** It could not be written in time; a fresh probe was asked for. */
    CONFLICTED,
    /** Another writer keeps reversing it; left alone. */
    CONTESTED,
    /** Held back by the mass-loss guard. */
    HELD,
    /** The resource is gone, or is not eligible any more. */
    MOOT,
    /** The API server refused it for good; the alert says why. */
    REFUSED,
    /** An outcome of a later version. */
    @JsonEnumDefaultValue
    UNRECOGNISED
}
