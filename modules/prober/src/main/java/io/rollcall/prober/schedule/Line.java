package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who is sent to one registry as soon as there is room: at the moment at which another probe ends, not at a task's next tick.
 * It is no longer than what the registry has lately answered in a tenth of a second, so nobody waits in it for much longer
 * than that, and there is none where a registry is slow or silent. Thread-safe.
 */
final class Line {
    static final int LONGEST = 512;
    private static final long SLICE_MILLIS = Duration.ofMillis(50).toMillis();

    private final Deque<Waiting> waiting = new ConcurrentLinkedDeque<>();
    private final AtomicInteger length = new AtomicInteger();
    private long slice;
    private int answered;
    private int answeredBefore;

    /** A probe that has its budget and waits for room alone. Is told one of both, once. */
    interface Waiting {
        /** There is room: it is sent now. Called on any thread. */
        void send(Permit permit);

        /** The registry must not be asked now: it is its owner's again. Called on any thread. */
        void recall();
    }

    void add(Waiting probe) {
        length.incrementAndGet();
        waiting.addLast(requireNonNull(probe, "probe is null"));
    }

    /** @return the first one, which is in it no more; null where it is empty */
    Waiting next() {
        Waiting next = waiting.pollFirst();
        if (next != null) {
            length.decrementAndGet();
        }
        return next;
    }

    /** It is the first one again. */
    void putBack(Waiting probe) {
        length.incrementAndGet();
        waiting.addFirst(probe);
    }

    /** @return how many more may be added by one task, which leaves as many to the others */
    int room(Instant now) {
        return Math.max(0, Math.min(LONGEST, lately(now)) - length.get() + 1) / 2;
    }

    /** The registry answered one. */
    synchronized void answered(Instant now) {
        roll(now);
        answered++;
    }

    private synchronized int lately(Instant now) {
        roll(now);
        return answered + answeredBefore;
    }

    private void roll(Instant now) {
        long current = Math.floorDiv(now.toEpochMilli(), SLICE_MILLIS);
        if (current != slice) {
            answeredBefore = current == slice + 1 ? answered : 0;
            answered = 0;
            slice = current;
        }
    }
}
