package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.policy.Backoff;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;

/** Session after session: whatever breaks one, the next begins where the last commit stands. */
final class Loop {
    private final Bus bus;
    private final Session.Parts parts;
    private final CountDownLatch stop;
    private final Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30));

    Loop(Bus bus, Session.Parts parts, CountDownLatch stop) {
        this.bus = requireNonNull(bus, "bus is null");
        this.parts = requireNonNull(parts, "parts is null");
        this.stop = requireNonNull(stop, "stop is null");
    }

    /** Returns when the service stops. */
    void run() throws InterruptedException {
        int failures = 0;
        while (stop.getCount() > 0) {
            try {
                failures = session() ? 1 : failures + 1;
            } catch (KafkaException e) {
                // Clients that cannot even be made or closed.
                parts.signals().failed(e);
                failures++;
            }
            stop.await(backoff.delay(failures, parts.topic()).toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** @return whether it came to commit anything */
    private boolean session() throws InterruptedException {
        try (Session session = new Session(bus, parts, stop)) {
            try {
                session.run();
            } catch (KafkaException e) {
                parts.signals().failed(e);
            }
            return session.hasCommitted();
        }
    }
}
