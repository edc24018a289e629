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
    private final Topics topics;
    private final CountDownLatch stop;
    private final Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30));

    /** Waits until the topics can be used. */
    interface Topics {
        /** @return false where the service has failed for good */
        boolean await() throws InterruptedException;
    }

    Loop(Bus bus, Session.Parts parts, Topics topics, CountDownLatch stop) {
        this.topics = requireNonNull(topics, "topics is null");
        this.bus = requireNonNull(bus, "bus is null");
        this.parts = requireNonNull(parts, "parts is null");
        this.stop = requireNonNull(stop, "stop is null");
    }

    /** Returns when the service stops, or has failed for good. A topic that was deleted is looked after in between. */
    void run() throws InterruptedException {
        int failures = 0;
        while (stop.getCount() > 0 && topics.await()) {
            try {
                failures = session() ? 1 : failures + 1;
            } catch (KafkaException e) {
                // Clients that cannot even be made or closed.
                parts.signals().failed(e);
                failures++;
            }
            stop.await(backoff.delay(failures, parts.results().name()).toMillis(), TimeUnit.MILLISECONDS);
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
