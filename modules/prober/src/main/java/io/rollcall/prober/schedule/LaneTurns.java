package io.rollcall.prober.schedule;

import io.rollcall.contract.image.Lane;
import io.rollcall.prober.schedule.Agenda.Slot;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * Whose turn it is: the one that waits longest in the best lane; but every {@link #EVERY}th probe is for whoever has waited
 * longest, in whatever lane. So the best lane has at least the other three of four, and nobody waits for longer than it takes
 * to send {@code EVERY} probes for each target that was due before it. Not thread-safe.
 */
final class LaneTurns {
    static final int EVERY = 4;

    private static final Comparator<Slot> BY_DUE =
            Comparator.comparing(slot -> slot.due().at());

    private int sent;

    /** @return the next one of those that are due; the same one until {@link #sent} */
    Optional<Slot> next(Agenda agenda, String registry, Instant now) {
        if (sent % EVERY < EVERY - 1) {
            return agenda.next(registry, now);
        }
        return Arrays.stream(Lane.values())
                .flatMap(lane -> agenda.next(registry, lane, now).stream())
                .min(BY_DUE);
    }

    /** One was sent: it is the next one's turn. */
    void sent() {
        sent = (sent + 1) % EVERY;
    }
}
