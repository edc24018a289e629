package io.rollcall.standalone.demo;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what was begun, layer by layer: a layer's things all at once, each layer by its time. What is begun after that is
 * ended at once. Files that something leaves behind which did not end in its time are deleted again, for as long as there is
 * time. Safe for use by several threads.
 */
final class Closer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Closer.class);

    private static final Duration AGAIN = Duration.ofMillis(20);

    /** What leans on what: the first is ended first. */
    enum Layer {
        /** The services, and whoever watches what they do. */
        CLIENTS(0.5),
        /** What they talk to. */
        PARTS(0.9),
        /** Where that keeps its data. */
        FILES(1);

        private final double share;

        /** @param share of the whole time that has passed when its own is up */
        Layer(double share) {
            this.share = share;
        }
    }

    /** Ends one thing. */
    interface Ending {
        void end() throws Exception;
    }

    private final Map<Layer, List<Ending>> endings = new EnumMap<>(Layer.class);
    private final Duration bound;
    private final LongSupplier nanoTime;
    private OptionalLong asked = OptionalLong.empty();
    private Duration within;
    private boolean closed;

    /**
     * @param bound how long an end may take where nobody waits for it
     * @param nanoTime as {@link System#nanoTime}
     */
    Closer(Duration bound, LongSupplier nanoTime) {
        this.bound = requireNonNull(bound, "bound is null");
        this.nanoTime = requireNonNull(nanoTime, "nanoTime is null");
    }

    /** From now on the time runs, and this is all there is of it; the first to ask counts. */
    synchronized void ask(Duration time) {
        if (asked.isEmpty()) {
            asked = OptionalLong.of(nanoTime.getAsLong());
            within = requireNonNull(time, "time is null");
        }
    }

    void add(Layer layer, Ending ending) {
        requireNonNull(ending, "ending is null");
        synchronized (this) {
            if (!closed) {
                endings.computeIfAbsent(layer, ignored -> new ArrayList<>()).add(ending);
                return;
            }
        }
        quietly(ending);
    }

    /** Returns when all is ended, or its time is up. Does nothing the second time. */
    @Override
    public void close() {
        ask(bound);
        synchronized (this) {
            closed = true;
        }
        List<Ending> files = endings.getOrDefault(Layer.FILES, List.of());
        List<CountDownLatch> late = new ArrayList<>();
        for (Layer layer : Layer.values()) {
            List<Ending> now = endings.remove(layer);
            if (now != null) {
                CountDownLatch left = end(now, layer);
                if (left.getCount() > 0) {
                    LOG.atWarn().addKeyValue("layer", layer).log("something is not ended in its time");
                    late.add(left);
                }
            }
        }
        deleteAgain(files, late);
    }

    private void deleteAgain(List<Ending> files, List<CountDownLatch> late) {
        boolean writing = !late.isEmpty();
        while (writing && left(Layer.FILES) > 0 && !Thread.currentThread().isInterrupted()) {
            await(late.get(0), AGAIN.toNanos());
            writing = late.stream().anyMatch(one -> one.getCount() > 0);
            files.forEach(Closer::quietly);
        }
    }

    private CountDownLatch end(List<Ending> endings, Layer layer) {
        CountDownLatch left = new CountDownLatch(endings.size());
        for (Ending ending : endings) {
            Thread thread = new Thread(
                    () -> {
                        quietly(ending);
                        left.countDown();
                    },
                    "demo-close");
            thread.setDaemon(true);
            thread.start();
        }
        await(left, left(layer));
        return left;
    }

    /** In nanoseconds. */
    private synchronized long left(Layer layer) {
        return Math.round(within.toNanos() * layer.share) - (nanoTime.getAsLong() - asked.orElseThrow());
    }

    private static void await(CountDownLatch latch, long nanos) {
        try {
            latch.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void quietly(Ending ending) {
        try {
            ending.end();
        } catch (Exception e) {
            LOG.atWarn().setCause(e).log("something cannot be ended");
        }
    }
}
