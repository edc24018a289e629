package io.rollcall.runtime.kafka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Notices that brokers have fallen silent, which a consumer keeps to itself. A member of a group that is well hears from them
 * several times in ten seconds, if only that there is nothing new. For one client's life, and one thread.
 */
public final class Silence {
    private static final Duration BEARABLE = Duration.ofSeconds(10);

    private final String servers;
    private final LongSupplier nanos;
    private double heard;
    private long since;

    /** From now on. */
    public Silence(String servers) {
        this(servers, System::nanoTime);
    }

    Silence(String servers, LongSupplier nanos) {
        this.servers = requireNonNull(servers, "servers is null");
        this.nanos = requireNonNull(nanos, "nanos is null");
        this.since = nanos.getAsLong();
    }

    /**
     * To be called every few seconds at least.
     *
     * @param metrics of the consumer, or of a stream that holds some
     * @return one sentence that names the fix; empty where the brokers answer
     */
    public Optional<String> trouble(Map<MetricName, ? extends Metric> metrics) {
        double now = bytes(metrics);
        if (now != heard) {
            heard = now;
            since = nanos.getAsLong();
        }
        Duration silent = Duration.ofNanos(nanos.getAsLong() - since);
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
