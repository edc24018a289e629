package io.rollcall.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatsTest {

    @Test
    void shouldTellOfASilenceWhenThreeHeartbeatsWereMissed() {
        // When
        Optional<Duration> silence = Heartbeats.silence(lastHeartbeat(12.0));

        // Then
        assertThat(silence).contains(Duration.ofSeconds(12));
    }

    /** A consumer that has sent none yet says -1. */
    @ParameterizedTest
    @ValueSource(doubles = {-1, 0, 9})
    void shouldTellOfNoneWhenAHeartbeatIsNotOverdue(double secondsAgo) {
        // When
        Optional<Duration> silence = Heartbeats.silence(lastHeartbeat(secondsAgo));

        // Then
        assertThat(silence).isEmpty();
    }

    private static MockConsumer<byte[], byte[]> lastHeartbeat(double secondsAgo) {
        MetricName name = new MetricName("last-heartbeat-seconds-ago", "consumer-coordinator-metrics", "", Map.of());
        Metric metric = new Metric() {
            @Override
            public MetricName metricName() {
                return name;
            }

            @Override
            public Object metricValue() {
                return secondsAgo;
            }
        };
        return new MockConsumer<>("earliest") {
            @Override
            public synchronized Map<MetricName, ? extends Metric> metrics() {
                return Map.of(name, metric);
            }
        };
    }
}
