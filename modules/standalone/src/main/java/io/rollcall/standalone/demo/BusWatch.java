package io.rollcall.standalone.demo;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.topics.TopicSpec;
import io.rollcall.contract.topics.Topics;
import io.rollcall.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** Reads probe results and alerts from the beginning of the bus, as any consumer may: committed records, no group. */
final class BusWatch implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final EventCodec<ProbeResult> results = EventCodec.of(ProbeResult.class);
    private final EventCodec<Alert> alerts = EventCodec.of(Alert.class);
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String alertsTopic;
    private final Sightings sightings;
    private final Thread thread;
    private volatile boolean closed;

    private BusWatch(KafkaConsumer<byte[], byte[]> consumer, Topics topics, Sightings sightings) {
        this.consumer = consumer;
        this.alertsTopic = topics.alerts().name();
        this.sightings = sightings;
        this.thread = new Thread(this::run, "demo-bus");
        thread.setDaemon(true);
    }

    /** Begins to read; the topics are there. */
    static BusWatch start(KafkaSettings settings, Topics topics, Sightings sightings) {
        requireNonNull(sightings, "sightings is null");
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings.consumer("demo", Optional.empty()));
        List<TopicPartition> partitions = Stream.of(topics.probeResults(), topics.alerts())
                .flatMap(BusWatch::partitions)
                .toList();
        consumer.assign(partitions);
        BusWatch watch = new BusWatch(consumer, topics, sightings);
        watch.thread.start();
        return watch;
    }

    private static Stream<TopicPartition> partitions(TopicSpec topic) {
        return IntStream.range(0, topic.partitions()).mapToObj(number -> new TopicPartition(topic.name(), number));
    }

    private void run() {
        try (consumer) {
            while (!closed) {
                consumer.poll(POLL).forEach(this::see);
            }
        } catch (WakeupException e) {
            // closed
        }
    }

    private void see(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(alertsTopic)) {
            if (alerts.decode(record.value()) instanceof Decoded.Event<Alert> alert) {
                sightings.alert(alert.value());
            }
        } else if (results.decode(record.value()) instanceof Decoded.Event<ProbeResult> result) {
            sightings.probe(result.value());
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        consumer.wakeup();
        thread.join();
    }
}
