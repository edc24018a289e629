package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.image.Lane;
import io.rollcall.contract.probe.Trigger;
import java.time.Instant;

/** When a target is to be asked, in which lane it waits, and why. */
record Due(Lane lane, Instant at, Trigger trigger) {
    Due {
        requireNonNull(lane, "lane is null");
        requireNonNull(at, "at is null");
        requireNonNull(trigger, "trigger is null");
    }

    /** The earlier of the two; this one where they are equal. */
    Due orEarlier(Due other) {
        return other.at.isBefore(at) ? other : this;
    }

    Due notBefore(Instant bound) {
        return bound == null || !bound.isAfter(at) ? this : new Due(lane, bound, trigger);
    }
}
