package io.rollcall.standalone.chaos;

import io.rollcall.contract.image.ImageKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Does what a plan says, at its time, to what a run stands on. Faults overlap as they come. */
final class Striker implements AutoCloseable {

    private static final int THREADS = 64;
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

    private final Ground ground;
    private final List<ImageKey> images;
    private final Consumer<Strike> told;
    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(THREADS);
    private final List<String> mishaps = new CopyOnWriteArrayList<>();

    /** @param told each strike as it begins; called by many threads */
    Striker(Ground ground, List<ImageKey> images, Consumer<Strike> told) {
        this.ground = ground;
        this.images = images;
        this.told = told;
    }

    /** Returns when every one of them is over. */
    void play(List<Strike> strikes) throws InterruptedException {
        List<Future<?>> all = new ArrayList<>();
        for (Strike strike : strikes) {
            all.add(threads.schedule(() -> attempt(strike), strike.at().toMillis(), TimeUnit.MILLISECONDS));
        }
        for (Future<?> one : all) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** What could not be done, or not be taken back; in words. */
    List<String> mishaps() {
        return List.copyOf(mishaps);
    }

    private void attempt(Strike strike) {
        told.accept(strike);
        try {
            strike(strike.fault(), strike.lasts());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            mishaps.add("%s: %s".formatted(strike.words(), e));
        }
    }

    private void strike(Fault fault, Duration lasts) throws InterruptedException {
        if (fault instanceof Fault.Killed killed) {
            ground.fleet().berth(killed.replica()).kill(lasts);
        } else if (fault instanceof Fault.Paused paused) {
            ground.fleet().berth(paused.replica()).pause(lasts);
        } else if (fault instanceof Fault.BrokerAway away) {
            ground.broker().away(away.killed(), lasts);
        } else if (fault instanceof Fault.ApiServerAway) {
            shutDoor(lasts);
        } else if (fault instanceof Fault.ApiServerTrouble trouble) {
            ground.troubles().begin(trouble.trouble());
            Waits.out(lasts);
            ground.troubles().end(trouble.trouble());
        } else if (fault instanceof Fault.RegistryFlaps flaps) {
            ground.storage().flap(flaps.times(), lasts);
        } else if (fault instanceof Fault.StorageBlinks) {
            ground.storage().blink(lasts);
        } else if (fault instanceof Fault.Poison poison) {
            ground.poisoner()
                    .put(
                            poison.number(),
                            images.get(poison.number() % images.size()).toString());
        } else {
            ground.fleet().restart(threads);
        }
    }

    private void shutDoor(Duration lasts) throws InterruptedException {
        ground.shutDoor();
        Waits.out(lasts);
        ground.troubles().open();
    }

    /** Leaves undone what has not begun. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            var unused = threads.awaitTermination(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
