package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * When a stream thread commits before its time. A result can be read when it is committed, and a commit costs as much for one
 * as for a thousand: so what is waited for is committed soon, and what says nothing new when the commit interval ends.
 * Thread-safe; each thread has a pause of its own.
 */
public final class Commits {
    /** Shortest time between two commits that are asked for. */
    static final Duration PAUSE = Duration.ofMillis(50);

    private final LongSupplier nanos;
    /** By thread: there are few, and each touches its own alone. */
    private final Map<Thread, Wish> wishes = new ConcurrentHashMap<>();

    private static final class Wish {
        private boolean open;
        private long grantedAt;

        Wish(long grantedAt) {
            this.grantedAt = grantedAt;
        }
    }

    /** @param nanos a clock that never goes back */
    Commits(LongSupplier nanos) {
        this.nanos = requireNonNull(nanos, "nanos is null");
    }

    /** Somebody waits for what this thread has just sent. */
    void awaited() {
        wish().open = true;
    }

    /** @return whether this thread is to commit now; that it does is taken for granted */
    boolean isDue() {
        Wish wish = wish();
        long now = nanos.getAsLong();
        if (!wish.open || now - wish.grantedAt < PAUSE.toNanos()) {
            return false;
        }
        wish.open = false;
        wish.grantedAt = now;
        return true;
    }

    private Wish wish() {
        return wishes.computeIfAbsent(Thread.currentThread(), thread -> new Wish(nanos.getAsLong() - PAUSE.toNanos()));
    }
}
