package io.rollcall.runtime.kafka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Notices that brokers have fallen silent, which a consumer keeps to itself. A member of a group that is well hears from them
 * several times in ten seconds, if only that there is nothing new. For one client's life, and one thread.
 */
public final class Silence {
    private static final Duration BEARABLE = Duration.ofSeconds(10);
    /** A stream has thousands of metrics: to go through them is not for every call. */
    private static final long LOOK_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final String servers;
    private final LongSupplier nanos;
    private double heard;
    private long since;
    private long lookedAt;

    /** From now on. */
    public Silence(String servers) {
        this(servers, System::nanoTime);
    }

    Silence(String servers, LongSupplier nanos) {
        this.servers = requireNonNull(servers, "servers is null");
        this.nanos = requireNonNull(nanos, "nanos is null");
        this.since = nanos.getAsLong();
        this.lookedAt = since - LOOK_EVERY_NANOS;
    }

    /**
     * To be called every few seconds at least.
     *
     * @param metrics of the consumer, or of a stream that holds some; asked for once a second at most
     * @return one sentence that names the fix; empty where the brokers answer
     */
    public Optional<String> trouble(Supplier<? extends Map<MetricName, ? extends Metric>> metrics) {
        long now = nanos.getAsLong();
        if (now - lookedAt >= LOOK_EVERY_NANOS) {
            lookedAt = now;
            double bytes = bytes(metrics.get());
            since = bytes == heard ? since : now;
            heard = bytes;
        }
        Duration silent = Duration.ofNanos(now - since);
        return silent.compareTo(BEARABLE) <= 0
                ? Optional.empty()
                : Optional.of("Kafka at " + servers + " has not answered for " + silent.toSeconds()
                        + " s; check the brokers and the way to them. Nothing is lost meanwhile.");
    }

    private static double bytes(Map<MetricName, ? extends Metric> metrics) {
        return metrics.entrySet().stream()
                .filter(it -> it.getKey().name().equals("incoming-byte-total"))
                .map(it -> it.getValue().metricValue())
                .filter(Number.class::isInstance)
                .mapToDouble(it -> ((Number) it).doubleValue())
                .sum();
    }
}
