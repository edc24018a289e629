package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a target's last probe came to.
 *
 * @param consecutive how many probes in a row came to a verdict of this sort, this one included
 * @param since when the first of them started
 */
record LastProbe(
        Verdict verdict, int consecutive, Instant since, Trigger trigger, Instant startedAt, Instant probedAt) {
    LastProbe {
        requireNonNull(verdict, "verdict is null");
        requireNonNull(trigger, "trigger is null");
        since = requireNonNull(since, "since is null").truncatedTo(ChronoUnit.MILLIS);
        startedAt = requireNonNull(startedAt, "startedAt is null").truncatedTo(ChronoUnit.MILLIS);
        probedAt = requireNonNull(probedAt, "probedAt is null").truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * One that did not start after the one before is no further observation, and counts no further.
     *
     * @param before the probe before; null if this is the first
     */
    static LastProbe after(LastProbe before, Verdict verdict, Trigger trigger, Instant startedAt, Instant probedAt) {
        boolean again = before != null && before.verdict.sameSortAs(verdict);
        boolean further = again && startedAt.truncatedTo(ChronoUnit.MILLIS).isAfter(before.startedAt);
        return new LastProbe(
                verdict,
                again ? before.consecutive + (further ? 1 : 0) : 1,
                again ? Instants.earlier(before.since, startedAt) : startedAt,
                trigger,
                startedAt,
                probedAt);
    }

    boolean isAfter(Instant latest) {
        return startedAt.isAfter(latest) || probedAt.isAfter(latest);
    }

    /** The same, where what a clock that was ahead put later than {@code latest} happened at {@code now}. */
    LastProbe asOf(Instant now, Instant latest) {
        return isAfter(latest)
                ? new LastProbe(
                        verdict,
                        consecutive,
                        Instants.earlier(since, now),
                        trigger,
                        Instants.earlier(startedAt, now),
                        Instants.earlier(probedAt, now))
                : this;
    }

    /** @return whether nothing was sent, because the target can never be asked as it stands */
    boolean isHopeless() {
        return verdict instanceof Verdict.Inconclusive it
                && (it.reason() == Reason.BAD_REFERENCE || it.reason() == Reason.NOT_ALLOWED);
    }
}
