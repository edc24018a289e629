package io.rollcall.statuswriter;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;

/** How long the group has not heard of us: a consumer itself keeps silent about brokers that are gone. */
final class Heartbeats {
    private Heartbeats() {}

    /** @return empty before the first heartbeat */
    static Optional<Duration> age(Consumer<byte[], byte[]> consumer) {
        return consumer.metrics().entrySet().stream()
                .filter(it -> it.getKey().name().equals("last-heartbeat-seconds-ago"))
                .map(it -> it.getValue().metricValue())
                .filter(Number.class::isInstance)
                .map(it -> ((Number) it).doubleValue())
                .filter(it -> it >= 0)
                .map(it -> Duration.ofMillis((long) (it * 1000)))
                .findFirst();
    }
}
