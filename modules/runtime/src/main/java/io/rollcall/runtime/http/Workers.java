package io.rollcall.runtime.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a server, each lent for so long and no longer. Whatever it waits for then (the rest of a head or of a body, or
 * that somebody reads an answer), it is interrupted, which closes the connection: the JDK's server reads and writes channels
 * that can be interrupted. Nobody holds a thread for ever by sending half of anything.
 */
final class Workers implements Executor, AutoCloseable {

    private final Duration patience;
    private final ExecutorService threads;
    private final ScheduledThreadPoolExecutor timer;

    /** @param patience how long a task may have its thread */
    Workers(int threads, Duration patience) {
        this.patience = requireNonNull(patience, "patience is null");
        this.threads = Executors.newFixedThreadPool(threads, daemons("rollcall-http"));
        this.timer = new ScheduledThreadPoolExecutor(1, daemons("rollcall-http-timer"));
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(() -> lend(task));
    }

    private void lend(Runnable task) {
        Loan loan = new Loan(Thread.currentThread());
        Future<?> end = timer.schedule(loan::recall, patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            task.run();
        } finally {
            loan.over();
            end.cancel(false);
        }
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void close() {
        threads.shutdownNow();
        timer.shutdownNow();
    }

    /** INVARIANT: an interruption meets the task that it is meant for, and never the next one on its thread. */
    private static final class Loan {
        private final Thread thread;
        private boolean over;

        Loan(Thread thread) {
            this.thread = thread;
        }

        synchronized void recall() {
            if (!over) {
                thread.interrupt();
            }
        }

        synchronized void over() {
            over = true;
            boolean unused = Thread.interrupted();
        }
    }
}
