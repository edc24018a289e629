package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.policy.Backoff;
import io.rollcall.runtime.health.Health;
import io.rollcall.statuswriter.kube.Preflight;
import io.rollcall.statuswriter.kube.Preflight.Finding;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks whether the API server will take what is to be written, tells it in readiness, and keeps looking. */
final class Preparation {
    static final String CONDITION = "preflight";

    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Preflight preflight;
    private final Health health;
    private final CountDownLatch stop;
    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15));

    /** @param stop counted down when the service stops */
    Preparation(Preflight preflight, Health health, CountDownLatch stop) {
        this.preflight = requireNonNull(preflight, "preflight is null");
        this.health = requireNonNull(health, "health is null");
        this.stop = requireNonNull(stop, "stop is null");
    }

    /** Waits until nothing stands in the way of settling results; returns at once when the service stops. */
    void await() throws InterruptedException {
        for (int failures = 1; stop.getCount() > 0 && isBlocked(look()); failures++) {
            stop.await(backoff.delay(failures, CONDITION).toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Looks again and again, until the service stops: rights and CRDs change. Sooner where something is to be mended. */
    void watch() {
        try {
            boolean mended = false;
            while (!stop.await((mended ? LOOK_EVERY : SOON).toMillis(), TimeUnit.MILLISECONDS)) {
                mended = look().isEmpty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isBlocked(List<Finding> findings) {
        return findings.stream().anyMatch(Finding::blocking);
    }

    private List<Finding> look() {
        List<Finding> findings = preflight.check();
        if (findings.isEmpty()) {
            health.ok(CONDITION);
        } else {
            health.waiting(
                    CONDITION,
                    String.join(" ", findings.stream().map(Finding::sentence).toList()));
        }
        return findings;
    }
}
