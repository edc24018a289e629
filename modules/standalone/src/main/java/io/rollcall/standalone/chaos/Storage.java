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
                Thread.sleep(lasts.toMillis());
            } finally {
                set(before);
            }
        }
    }

    /** Ends, and is back, so many times in all; every second time it stands still instead. */
    void flap(int times, Duration lasts) throws InterruptedException {
        synchronized (registry) {
            long each = lasts.toMillis() / times;
            for (int i = 0; i < times; i++) {
                if (i % 2 == 0) {
                    registry.stop();
                    Thread.sleep(each);
                    registry.start();
                } else {
                    registry.pause();
                    Thread.sleep(each);
                    registry.resume();
                }
                Thread.sleep(each);
            }
        }
    }

    @Override
    public void close() {
        registry.close();
    }
}
