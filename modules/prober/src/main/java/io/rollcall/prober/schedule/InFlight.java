package io.rollcall.prober.schedule;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what is out, up to a limit that may be another at any time: where it shrinks, what is out ends, and nothing is added
 * until there is room. Thread-safe; nothing here waits.
 */
final class InFlight {
    private final AtomicInteger out = new AtomicInteger();

    /**
     * @param whole for all replicas
     * @param owned tasks of this process
     * @param partitions tasks of all
     * @return this process's share: by how many of the tasks it owns, and never nothing
     */
    static int share(int whole, int owned, int partitions) {
        return Math.max(1, (int) ((long) whole * Math.min(owned, partitions) / partitions));
    }

    /** @return whether there was room for one more, which now is out */
    boolean tryEnter(int limit) {
        int now = out.get();
        while (now < limit) {
            if (out.compareAndSet(now, now + 1)) {
                return true;
            }
            now = out.get();
        }
        return false;
    }

    void leave() {
        out.decrementAndGet();
    }

    int count() {
        return out.get();
    }
}
