package io.rollcall.standalone.chaos;

import io.rollcall.sandbox.DockerRegistry;
import java.time.Duration;

/** The registry and what it keeps. What happens to either happens one after the other. */
final class Storage implements AutoCloseable {

    private final DockerRegistry registry;
    private final Object volume = new Object();
    private boolean there = true;

    Storage(DockerRegistry registry) {
        this.registry = registry;
    }

    DockerRegistry registry() {
        return registry;
    }

    /** From now on every image is there, or none. */
    void set(boolean isThere) {
        synchronized (volume) {
            if (isThere) {
                registry.restoreStorage();
            } else {
                registry.loseStorage();
            }
            there = isThere;
        }
    }

    /** For a moment it is the other way about. */
    void blink(Duration lasts) throws InterruptedException {
        synchronized (volume) {
            boolean before = there;
            set(!before);
            try {
                Waits.out(lasts);
            } finally {
                set(before);
            }
        }
    }

    /** Ends, and is back, so many times in all; every second time it stands still instead. */
    void flap(int times, Duration lasts) throws InterruptedException {
        synchronized (registry) {
            Duration each = lasts.dividedBy(times);
            for (int i = 0; i < times; i++) {
                if (i % 2 == 0) {
                    registry.stop();
                    Waits.out(each);
                    registry.start();
                } else {
                    registry.pause();
                    Waits.out(each);
                    registry.resume();
                }
                Waits.out(each);
            }
        }
    }

    @Override
    public void close() {
        registry.close();
    }
}
