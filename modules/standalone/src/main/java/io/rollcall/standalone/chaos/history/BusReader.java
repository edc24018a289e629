package io.rollcall.standalone.chaos.history;

import io.fabric8.kubernetes.api.model.Event;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.topics.Topics;
import io.rollcall.contract.transition.Transition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed on the bus, each record once. For one thread. */
public final class BusReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CATCHES_UP_WITHIN = Duration.ofSeconds(30);
    private static final String ANSWERS_WITHIN_MS = "5000";

    private final EventCodec<ProbeResult> resultCodec = EventCodec.of(ProbeResult.class);
    private final EventCodec<Transition> transitionCodec = EventCodec.of(Transition.class);
    private final EventCodec<Alert> alertCodec = EventCodec.of(Alert.class);
    private final Topics topics;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<Transition> transitions = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final List<Letter> unreadable = new ArrayList<>();
    private final List<Letter> setAside = new ArrayList<>();

    /** From the beginning of topics that exist. */
    public BusReader(String bootstrapServers, Topics topics) {
        this.topics = topics;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "isolation.level", "read_committed",
                        "default.api.timeout.ms", ANSWERS_WITHIN_MS),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.partitions = Stream.of(topics.probeResults(), topics.transitions(), topics.alerts(), topics.deadLetters())
                .flatMap(topic -> Stream.iterate(0, it -> it < topics.partitions(), it -> it + 1)
                        .map(partition -> new TopicPartition(topic.name(), partition)))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /**
     * Reads on to what was the end when it was called.
     *
     * @return whether it came that far; not where the broker does not answer
     */
    public boolean catchUp() {
        try {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long giveUp = System.nanoTime() + CATCHES_UP_WITHIN.toNanos();
            while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.get(it))) {
                if (System.nanoTime() > giveUp) {
                    return false;
                }
                consumer.poll(POLL).forEach(this::take);
            }
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** What every probe said, so far. */
    public List<Evidence> evidence() {
        return List.copyOf(evidence);
    }

    /** All that was read so far, put together with what was seen elsewhere. */
    public History history(List<Sight> sights, List<Event> events, List<Letter> poison) {
        return new History(
                sights,
                List.copyOf(transitions),
                List.copyOf(alerts),
                events,
                new History.Bus(evidence(), poison, List.copyOf(unreadable), List.copyOf(setAside)));
    }

    private void take(ConsumerRecord<byte[], byte[]> at) {
        if (at.topic().equals(topics.probeResults().name())) {
            decode(at, resultCodec, it -> evidence.add(Evidence.of(it)));
        } else if (at.topic().equals(topics.transitions().name())) {
            decode(at, transitionCodec, transitions::add);
        } else if (at.topic().equals(topics.alerts().name())) {
            decode(at, alertCodec, alerts::add);
        } else {
            Optional<Letter> letter = Letter.setAside(at);
            letter.ifPresentOrElse(setAside::add, () -> unreadable.add(Letter.lying(at)));
        }
    }

    private <T> void decode(ConsumerRecord<byte[], byte[]> at, EventCodec<T> codec, Consumer<T> taker) {
        if (codec.decode(at.value()) instanceof Decoded.Event<T> event) {
            taker.accept(event.value());
        } else {
            unreadable.add(Letter.lying(at));
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
