package io.rollcall.standalone.demo;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what was begun, layer by layer: a layer's things all at once, each layer within its bound. What is begun after that
 * is ended at once. Safe for use by several threads.
 */
final class Closer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Closer.class);

    /** What leans on what: the first is ended first. */
    enum Layer {
        /** The services, and whoever watches what they do. */
        CLIENTS(Duration.ofMillis(2_200)),
        /** What they talk to. */
        PARTS(Duration.ofSeconds(3)),
        /** Where that keeps its data. */
        FILES(Duration.ofSeconds(3));

        private final Duration bound;

        Layer(Duration bound) {
            this.bound = bound;
        }
    }

    /** Ends one thing. */
    interface Ending {
        void end() throws Exception;
    }

    private final Map<Layer, List<Ending>> endings = new EnumMap<>(Layer.class);
    private boolean closed;

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

    /** Returns when all is ended, or each layer's time is up. Does nothing the second time. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        for (Layer layer : Layer.values()) {
            List<Ending> now = endings.remove(layer);
            if (now != null) {
                end(now, layer.bound);
            }
        }
    }

    private static void end(List<Ending> endings, Duration bound) {
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
        try {
            if (!left.await(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atWarn().log("something is not ended in its time");
            }
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
