package io.rollcall.contract.probe;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** A circuit breaker's state, as one prober saw it. */
public enum BreakerState {
    /** Probes are sent. */
    CLOSED,
    /** A few probes are sent to see whether the registry is back. */
    HALF_OPEN,
    /** Nothing is sent. */
    OPEN,
    /** A state of a later version. */
    @JsonEnumDefaultValue
    UNRECOGNISED
}
