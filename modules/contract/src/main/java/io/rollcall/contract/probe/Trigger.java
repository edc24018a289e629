package io.rollcall.contract.probe;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What made a probe due. */
public enum Trigger {
    /** The sweep came round. */
    SWEEP,
    /** A lost image's progressive re-check. */
    RECHECK,
    /** The ask's own cron. */
    CRON,
    /** The ask is new or was changed. */
    CHANGED,
    /** The registry reported a push or a deletion. */
    NOTIFICATION,
    /** A person asked. */
    MANUAL,
    /** The status-writer wants fresh evidence. */
    RETRY,
    /** The last answer was inconclusive. */
    BACKOFF,
    /** An absence that is to be seen again before it counts. */
    CONFIRMATION,
    /** A trigger of a later version. */
    @JsonEnumDefaultValue
    UNRECOGNISED
}
