package io.rollcall.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Silence silence = new Silence("kafka:9092", nanos::get);

    @Test
    void shouldTellOfBrokersThatAnswerNoMore() {
        // Given
        assertThat(silence.trouble(() -> heard(100))).isEmpty();

        // When
        after(Duration.ofSeconds(10));
        assertThat(silence.trouble(() -> heard(100))).isEmpty();
        after(Duration.ofSeconds(2));

        // Then
        assertThat(silence.trouble(() -> heard(100)))
                .contains("Kafka at kafka:9092 has not answered for 12 s; check the brokers and the way to them."
                        + " Nothing is lost meanwhile.");
        after(Duration.ofSeconds(1));
        assertThat(silence.trouble(() -> heard(101))).isEmpty();
    }

    @Test
    void shouldTellOfBrokersThatNeverAnswered() {
        // When
        after(Duration.ofSeconds(11));

        // Then
        assertThat(silence.trouble(Map::of)).isPresent();
    }

    private void after(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static Map<MetricName, Metric> heard(double bytes) {
        MetricName name = new MetricName("incoming-byte-total", "consumer-metrics", "", Map.of());
        return Map.of(name, new Metric() {
            @Override
            public MetricName metricName() {
                return name;
            }

            @Override
            public Object metricValue() {
                return bytes;
            }
        });
    }
}
