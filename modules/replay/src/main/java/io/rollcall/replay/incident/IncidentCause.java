package io.rollcall.replay.incident;

/** Why an incident is likely to have happened. */
public enum IncidentCause {
    /** The registry lives, and has lost what it stored. */
    STORAGE_GONE,
    /** The registry did not answer, or failed. */
    REGISTRY_DOWN,
    /** The registry refused our credentials. */
    CREDENTIALS,
    /** The registry asked to be left alone. */
    THROTTLED,
    /** Somebody deleted it, as the registry itself said. */
    DELETION,
    /** The record does not say. */
    UNEXPLAINED
}
