package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.policy.Backoff;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * So many at work at once, at the pace that the API server is to bear. What is new goes before what is tried again, in the
 * order in which it came; while something new waits, of four that begin one is a second try whose time has come, and no more
 * than a quarter of the crew is at second tries. So images that fail hold up the others by no more than that, and are not
 * forgotten over them. Where all are in the same trouble nothing begins for a while, which grows.
 */
final class Crew {
    private static final Logger LOG = LoggerFactory.getLogger(Crew.class);
    private static final int ONE_OF = 4;
    private static final long FRESH = Long.MIN_VALUE;

    private final long began = System.nanoTime();
    private final Pace pace;
    private final List<Thread> workers = new ArrayList<>();
    private final Queue<Runnable> fresh = new ArrayDeque<>();
    private final PriorityQueue<Later> again = new PriorityQueue<>(Comparator.comparingLong(Later::at));
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    private int rests;
    private int atAgain;
    private int freshInARow;
    private boolean stopped;

    /** @param at nanoseconds since the crew's start; for what is new, the least number */
    private record Later(Runnable work, long at) {}

    Crew(int workers, Pace pace) {
        this.pace = requireNonNull(pace, "pace is null");
        for (int i = 1; i <= workers; i++) {
            Thread worker = new Thread(this::work, "rollcall-settle-" + i);
            this.workers.add(worker);
        }
    }

    void start() {
        workers.forEach(Thread::start);
    }

    /** Something new. */
    synchronized void begin(Runnable work) {
        fresh.add(work);
        notifyAll();
    }

    /** Something to be tried again, after this time at the earliest. */
    synchronized void again(Runnable work, Duration after) {
        again.add(new Later(work, now() + after.toNanos()));
        notifyAll();
    }

    /** All are in the same trouble: to try one after the other would help none. */
    synchronized void rest() {
        if (!pace.isPaused()) {
            pace.pause(backoff.delay(++rests, "crew"));
        }
    }

    /** One is not, or not any more. */
    synchronized void goOn() {
        rests = 0;
    }

    /** What has not begun never will; what is under way is interrupted. */
    void stop() {
        synchronized (this) {
            stopped = true;
            fresh.clear();
            again.clear();
        }
        workers.forEach(Thread::interrupt);
    }

    private void work() {
        try {
            while (true) {
                Later next = next();
                try {
                    next.work().run();
                } catch (RuntimeException | Error e) {
                    // One image's mistake is not to cost the crew a worker; its batch is not committed.
                    LOG.atError().setCause(e).log("work failed");
                } finally {
                    done(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Later next() throws InterruptedException {
        while (!stopped) {
            long wait = fresh.isEmpty() && again.isEmpty() ? Long.MAX_VALUE : pace.ahead();
            if (wait <= 0) {
                Later due = again.peek();
                long until = due == null ? Long.MAX_VALUE : due.at() - now();
                if (until <= 0 && (fresh.isEmpty() || isAgainsTurn())) {
                    freshInARow = 0;
                    atAgain++;
                    return again.remove();
                } else if (!fresh.isEmpty()) {
                    freshInARow++;
                    return new Later(fresh.remove(), FRESH);
                }
                wait = until;
            }
            // Not for ever, although whatever comes notifies: the share of the budget changes without a word.
            TimeUnit.NANOSECONDS.timedWait(this, Math.min(wait, TimeUnit.SECONDS.toNanos(1)));
        }
        throw new InterruptedException("stopped");
    }

    private boolean isAgainsTurn() {
        return freshInARow >= ONE_OF - 1 && atAgain < Math.max(1, workers.size() / ONE_OF);
    }

    private synchronized void done(Later work) {
        if (work.at() != FRESH) {
            atAgain--;
        }
    }

    private long now() {
        return System.nanoTime() - began;
    }
}
