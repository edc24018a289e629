package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.probe.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A wish for a probe that no cadence would bring.
 *
 * @param due when it is to be sent
 * @param from only a probe that started then or later fulfils it; not before {@code due}
 */
record Want(Trigger why, Instant due, Instant from) {
    /** More than these are not told apart: the last ones then share a probe. */
    static final int MOST = 4;
    /** No wish waits longer: who means to wait longer says so later. */
    static final Duration LONGEST_DELAY = Duration.ofMinutes(5);

    Want {
        requireNonNull(why, "why is null");
        due = requireNonNull(due, "due is null").truncatedTo(ChronoUnit.MILLIS);
        from = requireNonNull(from, "from is null").truncatedTo(ChronoUnit.MILLIS);
        if (from.isBefore(due)) {
            throw new IllegalArgumentException("from is before due");
        }
    }

    /** A wish for a probe at {@code at} or as soon after as may be. */
    static Want at(Trigger why, Instant at) {
        return new Want(why, at, at);
    }

    /**
     * One more wish. What is due already is one wish, however often it was said: one probe that starts late enough fulfils
     * all.
     *
     * @param now what counts as due already
     * @return by due time, at most {@link #MOST}
     */
    static List<Want> add(List<Want> wants, Want more, Instant now) {
        List<Want> all = new ArrayList<>(wants);
        all.add(more);
        all.sort(Comparator.comparing(Want::due));
        while (all.size() > 1 && !all.get(1).due().isAfter(now)) {
            all.set(0, all.get(0).and(all.remove(1), more.why()));
        }
        while (all.size() > MOST) {
            Want last = all.remove(MOST);
            all.set(MOST - 1, all.get(MOST - 1).and(last, last.why()));
        }
        return List.copyOf(all);
    }

    /** @return what is left to be wished for when a probe that started then was answered */
    static List<Want> after(List<Want> wants, Instant startedAt) {
        List<Want> left = new ArrayList<>(wants.size());
        for (Want want : wants) {
            if (startedAt.isBefore(want.from)) {
                left.add(startedAt.isBefore(want.due) ? want : at(want.why, want.from));
            }
        }
        left.sort(Comparator.comparing(Want::due));
        return List.copyOf(left);
    }

    /** The same, where it waits for longer than a wish may: it was meant so, or said by a clock that is ahead. */
    Want asOf(Instant now) {
        Instant latest = now.plus(LONGEST_DELAY);
        return from.isAfter(latest) ? new Want(why, Instants.earlier(due, latest), latest) : this;
    }

    private Want and(Want other, Trigger as) {
        return new Want(as, due.isBefore(other.due) ? due : other.due, from.isAfter(other.from) ? from : other.from);
    }
}
