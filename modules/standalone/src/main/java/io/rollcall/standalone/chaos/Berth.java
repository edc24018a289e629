package io.rollcall.standalone.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The place of one replica, in which one process runs after another. What happens to it happens one after the other; a fault
 * that comes while another lasts waits for its end.
 */
final class Berth implements AutoCloseable {

    private static final Duration STOPS_WITHIN = Duration.ofSeconds(25);
    private static final Duration READY_WITHIN = Duration.ofSeconds(15);

    private final Replica replica;
    private final Supplier<ServiceProcess> start;
    private final Set<String> deaths = new LinkedHashSet<>();
    private volatile ServiceProcess process;

    Berth(Replica replica, Supplier<ServiceProcess> start) {
        this.replica = replica;
        this.start = start;
    }

    synchronized void start() {
        process = start.get();
    }

    synchronized void kill(Duration downFor) throws InterruptedException {
        noteDeath();
        process.kill();
        Waits.out(downFor);
        start();
    }

    synchronized void pause(Duration lasts) throws InterruptedException {
        if (!noteDeath()) {
            process.pause();
            Waits.out(lasts);
            process.resume();
        }
    }

    /** Returns when the next one is ready, or has had long enough to be: there may be a fault in its way. */
    synchronized void restart() throws InterruptedException {
        noteDeath();
        process.stop(STOPS_WITHIN);
        start();
        boolean unused = Waits.until(process::isReady, READY_WITHIN);
    }

    synchronized boolean isReady() {
        return process.isAlive() && process.isReady();
    }

    /** What went wrong with it that nobody brought about, or is wrong now; in words. */
    synchronized List<String> complaints() {
        noteDeath();
        List<String> all = new ArrayList<>(deaths);
        if (!process.isReady()) {
            all.add("%s is not ready: %s".formatted(replica, process.report()));
        }
        return all;
    }

    private boolean noteDeath() {
        boolean dead = !process.isAlive();
        if (dead) {
            deaths.add(replica + " ended by itself");
        }
        return dead;
    }

    /** Not held up by a fault that lasts. */
    @Override
    public void close() {
        ServiceProcess last = process;
        if (last != null) {
            last.close();
        }
    }
}
