package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A time in which a registry cannot be asked.
 *
 * @param since names it: it is stored, so a restart neither ends it nor begins another
 * @param calmSince since when it could be asked again; null if it cannot
 * @param told whether an alert said so
 */
record Incident(Instant since, Instant calmSince, boolean told) {
    Incident {
        since = requireNonNull(since, "since is null").truncatedTo(ChronoUnit.MILLIS);
        calmSince = calmSince == null ? null : calmSince.truncatedTo(ChronoUnit.MILLIS);
    }

    static Incident begun(Instant since) {
        return new Incident(since, null, false);
    }

    Incident calm(Instant now) {
        return calmSince == null ? new Incident(since, now, told) : this;
    }

    Incident notCalm() {
        return calmSince == null ? this : new Incident(since, null, told);
    }

    Incident alerted() {
        return new Incident(since, calmSince, true);
    }
}
