package io.rollcall.replay.explain;

import io.rollcall.contract.probe.Verdict;
import io.rollcall.replay.incident.Health;
import io.rollcall.replay.incident.IncidentCause;

/** What keeps a registry from being asked. */
enum Trouble {
    DOWN(IncidentCause.REGISTRY_DOWN, "did not answer as a registry does"),
    DENIED(IncidentCause.CREDENTIALS, "refused our credentials"),
    THROTTLED(IncidentCause.THROTTLED, "asked to be left alone for a while");

    final IncidentCause cause;
    final String inWords;

    Trouble(IncidentCause cause, String inWords) {
        this.cause = cause;
        this.inWords = inWords;
    }

    /** Null where the verdict tells of none. */
    static Trouble of(Verdict verdict) {
        Health sort = Bands.sort(verdict);
        if (sort == null) {
            return null;
        }
        return switch (sort) {
            case DENIED -> DENIED;
            case THROTTLED -> THROTTLED;
            case UNAVAILABLE, BREAKER_OPEN -> DOWN;
            default -> null;
        };
    }
}
