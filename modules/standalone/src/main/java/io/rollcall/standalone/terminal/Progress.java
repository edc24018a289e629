package io.rollcall.standalone.terminal;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One line on a terminal that says what is waited for and for how long. It comes after two seconds, and is gone without a
 * trace at the end; where nobody watches, in a file or a pipe, there is none. Safe for use by several threads.
 */
public final class Progress implements AutoCloseable {

    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final long EVERY_MILLIS = 500;

    private final Terminal terminal;
    private final LongSupplier nanos;
    private final long since;
    private final ScheduledThreadPoolExecutor ticker;
    private String what;
    private int drawn;
    private boolean closed;

    private Progress(Terminal terminal, String what, LongSupplier nanos, ScheduledThreadPoolExecutor ticker) {
        this.terminal = requireNonNull(terminal, "terminal is null");
        this.what = requireNonNull(what, "what is null");
        this.nanos = nanos;
        this.since = nanos.getAsLong();
        this.ticker = ticker;
    }

    /** @param what is waited for, such as {@code waiting for Kafka at kafka:9092} */
    public static Progress on(Terminal terminal, String what) {
        ScheduledThreadPoolExecutor ticker = terminal.live() ? ticker() : null;
        Progress progress = new Progress(terminal, what, System::nanoTime, ticker);
        if (ticker != null) {
            var unused = ticker.scheduleWithFixedDelay(
                    progress::tick, QUIET.toMillis(), EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
        return progress;
    }

    /** One that ticks when it is told to. */
    static Progress manual(Terminal terminal, String what, LongSupplier nanos) {
        return new Progress(terminal, what, nanos, null);
    }

    private static ScheduledThreadPoolExecutor ticker() {
        return new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "rollcall-progress");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** From now on something else is waited for; the time goes on. */
    public synchronized void now(String other) {
        what = requireNonNull(other, "other is null");
    }

    /** Runs something that prints, with the line out of its way. */
    public synchronized void aside(Runnable print) {
        erase();
        print.run();
    }

    synchronized void tick() {
        Duration passed = Duration.ofNanos(nanos.getAsLong() - since);
        if (closed || passed.compareTo(QUIET) < 0) {
            return;
        }
        String line = "… %s, %d s".formatted(what, passed.toSeconds());
        draw(line + " ".repeat(Math.max(0, drawn - line.length())));
        drawn = line.length();
    }

    private void erase() {
        if (drawn > 0) {
            draw(" ".repeat(drawn) + "\r");
            drawn = 0;
        }
    }

    // carriage returns alone: they are understood by every terminal
    private void draw(String text) {
        terminal.stream().print("\r" + text);
        terminal.stream().flush();
    }

    @Override
    public synchronized void close() {
        closed = true;
        erase();
        if (ticker != null) {
            ticker.shutdownNow();
        }
    }
}
