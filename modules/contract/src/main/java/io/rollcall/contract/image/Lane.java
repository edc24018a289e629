package io.rollcall.contract.image;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Who goes first when more is due than a registry may be asked at once; in order of precedence. */
public enum Lane {
    /** Images that users are waiting for. */
    LOST,
    /** New, changed, notified and manually requested ones. */
    REQUESTED,
    /** The rest; also what a lane of a later version is taken for. */
    @JsonEnumDefaultValue
    SWEEP
}
