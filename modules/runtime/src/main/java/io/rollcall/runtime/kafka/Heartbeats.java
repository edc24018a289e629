package io.rollcall.runtime.kafka;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;

/** Whether the group still hears of a consumer, which itself keeps silent about brokers that are gone. */
public final class Heartbeats {

    /** Three heartbeats, with the client's usual three seconds, and a second for luck. */
    private static final Duration QUIET = Duration.ofSeconds(10);

    private Heartbeats() {}

    /** @return for how long no heartbeat was sent, where that is too long; empty before the first, too */
    public static Optional<Duration> silence(Consumer<?, ?> consumer) {
        return consumer.metrics().entrySet().stream()
                .filter(it -> it.getKey().name().equals("last-heartbeat-seconds-ago"))
                .map(it -> it.getValue().metricValue())
                .filter(Number.class::isInstance)
                .map(it -> ((Number) it).doubleValue())
                .filter(it -> it >= 0)
                .map(it -> Duration.ofMillis((long) (it * 1000)))
                .filter(it -> it.compareTo(QUIET) > 0)
                .findFirst();
    }
}
