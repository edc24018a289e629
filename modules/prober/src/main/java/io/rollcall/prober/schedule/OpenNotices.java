package io.rollcall.prober.schedule;

import io.rollcall.contract.image.Lane;
import io.rollcall.prober.schedule.Agenda.Slot;
import io.rollcall.prober.schedule.Breaker.Opening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds whom to tell that nothing is sent because the breaker is open: each target that is due, once an opening. A look costs
 * no more than {@link #MOST} slots, however many are due: it goes on where the last one ended. It begins anew when it has
 * reached the end, once a second at most: all are told, and so are those who come in front of them. Not thread-safe.
 */
final class OpenNotices {
    static final int MOST = 200;
    private static final Duration ROUND = Duration.ofSeconds(1);

    private final Set<String> told = new HashSet<>();
    private final Map<Lane, Slot> seen = new EnumMap<>(Lane.class);
    private long opening;
    private Instant begunAt = Instant.EPOCH;
    private boolean ended = true;

    /** @return those that are to be told now, and count as told */
    List<Slot> next(Opening of, Agenda agenda, String registry, Instant now) {
        if (opening != of.number()) {
            over();
            opening = of.number();
        }
        if (ended && (!now.isBefore(begunAt.plus(ROUND)) || now.isBefore(begunAt))) {
            seen.clear();
            begunAt = now;
        }
        List<Slot> next = new ArrayList<>();
        int looks = 0;
        for (Lane lane : Lane.values()) {
            Optional<Slot> slot = agenda.next(registry, lane, seen.get(lane), now);
            while (slot.isPresent() && looks < MOST) {
                looks++;
                seen.put(lane, slot.get());
                if (told.add(slot.get().target())) {
                    next.add(slot.get());
                }
                slot = agenda.next(registry, lane, slot.get(), now);
            }
        }
        ended = looks < MOST;
        return next;
    }

    /** The breaker is closed: the next opening is another. */
    void over() {
        told.clear();
        seen.clear();
        begunAt = Instant.EPOCH;
        ended = true;
    }
}
