package io.rollcall.runtime.service;

import io.rollcall.runtime.health.Health;
import io.rollcall.runtime.log.LogKeys;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops a service, and holds it to its bound. */
public final class BoundedStop {

    private static final Logger LOG = LoggerFactory.getLogger(BoundedStop.class);

    private BoundedStop() {}

    /** Whether the service stopped cleanly within the time; a thread of it may linger if not. */
    public static boolean stop(Service service, Duration within, Health health) {
        health.stopping();
        AtomicBoolean clean = new AtomicBoolean();
        Thread stopper = new Thread(
                () -> {
                    service.stop(within);
                    clean.set(true);
                },
                "rollcall-stop-" + health.service());
        stopper.setDaemon(true);
        stopper.setUncaughtExceptionHandler((thread, e) -> LOG.atError()
                .addKeyValue(LogKeys.SERVICE, health.service())
                .setCause(e)
                .log("stop failed"));
        stopper.start();
        try {
            stopper.join(Math.max(1, within.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOG.atInfo()
                .addKeyValue(LogKeys.SERVICE, health.service())
                .addKeyValue(LogKeys.OUTCOME, clean.get() ? "clean" : "late")
                .log("stopped");
        return clean.get();
    }
}
