package io.rollcall.statuswriter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ReferenceParser;
import io.rollcall.contract.image.ReferenceParser.Parsed;
import io.rollcall.contract.policy.Backoff;
import io.rollcall.contract.registry.RegistryState;
import io.rollcall.runtime.log.LogKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topic of registries as a table, kept by {@link #run}. It marks alerts and decides nothing, so nobody waits for it long. */
final class MassLosses implements Incidents {
    private static final Logger LOG = LoggerFactory.getLogger(MassLosses.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(10);

    private final EventCodec<RegistryState> codec = EventCodec.of(RegistryState.class);
    private final Map<String, String> byRegistry = new ConcurrentHashMap<>();
    private final CountDownLatch known = new CountDownLatch(1);
    private final Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30));
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final String topic;

    /** @param consumers of committed records, without a group */
    MassLosses(Supplier<Consumer<byte[], byte[]>> consumers, String topic) {
        this.consumers = requireNonNull(consumers, "consumers is null");
        this.topic = requireNonNull(topic, "topic is null");
    }

    @Override
    public Optional<String> of(String target) {
        return !byRegistry.isEmpty() && ReferenceParser.parse(target) instanceof Parsed.Valid valid
                ? Optional.ofNullable(byRegistry.get(valid.reference().registry()))
                : Optional.empty();
    }

    /** Waits until what stands on the topic is known, for a while: without it alerts are told all the same, unmarked. */
    void awaitKnown() throws InterruptedException {
        if (!known.await(KNOWN_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.atWarn().addKeyValue(LogKeys.TOPIC, topic).log("not read yet; alerts are not marked until it is");
        }
    }

    /** Follows the topic until the service stops. */
    void run(CountDownLatch stop) {
        try {
            for (int failures = 1; stop.getCount() > 0; failures++) {
                try {
                    follow(stop);
                } catch (KafkaException e) {
                    LOG.atWarn()
                            .addKeyValue(LogKeys.TOPIC, topic)
                            .addKeyValue(LogKeys.ERROR, e.toString())
                            .log(
                                    "cannot be read; alerts are marked by what was known before. It needs Read on the topic");
                }
                stop.await(backoff.delay(failures, topic).toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(CountDownLatch stop) {
        Consumer<byte[], byte[]> consumer = consumers.get();
        try {
            List<TopicPartition> all = consumer.partitionsFor(topic).stream()
                    .map(it -> new TopicPartition(topic, it.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (stop.getCount() > 0) {
                if (known.getCount() > 0 && all.stream().allMatch(it -> consumer.position(it) >= ends.get(it))) {
                    known.countDown();
                }
                consumer.poll(POLL).forEach(this::take);
            }
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    /** A registry that is no longer configured is a tombstone. What cannot be read changes nothing. */
    private void take(ConsumerRecord<byte[], byte[]> record) {
        String registry = record.key() == null ? "" : new String(record.key(), UTF_8);
        if (record.value() == null) {
            byRegistry.remove(registry);
        } else if (codec.decode(record.value()) instanceof Decoded.Event<RegistryState> event) {
            event.value()
                    .massLoss()
                    .ifPresentOrElse(it -> byRegistry.put(registry, it), () -> byRegistry.remove(registry));
        } else {
            LOG.atWarn()
                    .addKeyValue(LogKeys.TOPIC, topic)
                    .addKeyValue(LogKeys.REGISTRY, registry)
                    .log("a registry's state cannot be read; its alerts are marked as before");
        }
    }
}
