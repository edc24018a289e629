package io.rollcall.prober.registry;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** A client's threads, which can tell themselves from others. They do not keep the process alive. */
final class OwnThreads implements ThreadFactory {
    private final String name;
    private final AtomicInteger made = new AtomicInteger();
    private final Set<Thread> alive = ConcurrentHashMap.newKeySet();

    OwnThreads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable task) {
        return Threads.daemons(name + "-" + made.incrementAndGet()).newThread(() -> run(task));
    }

    private void run(Runnable task) {
        alive.add(Thread.currentThread());
        try {
            task.run();
        } finally {
            alive.remove(Thread.currentThread());
        }
    }

    /** Whether this is one of them. */
    boolean areRunning() {
        return alive.contains(Thread.currentThread());
    }
}
