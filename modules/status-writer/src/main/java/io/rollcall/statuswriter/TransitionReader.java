package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.transition.Transition;
import io.rollcall.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads committed transitions, up to the last that was begun. Not safe for use by several threads. */
final class TransitionReader implements AutoCloseable {
    /** How far apart the clocks of whoever probes and whoever tells may be. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private static final Duration POLL = Duration.ofMillis(100);
    /** Longer than a transaction that a kill leaves open. */
    private static final Duration READ_WITHIN = Duration.ofSeconds(20);

    private static final int ANSWER_MILLIS = 10_000;

    private final EventCodec<Transition> codec = EventCodec.of(Transition.class);
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Admin admin;

    /**
     * What was read of a partition: all from a time on, up to an offset.
     *
     * @param next the offset that follows
     */
    record Stretch(Instant from, long next) {
        Stretch {
            requireNonNull(from, "from is null");
        }

        boolean holds(Instant since) {
            return !since.isBefore(from);
        }
    }

    TransitionReader(KafkaSettings kafka) {
        Map<String, Object> settings = new HashMap<>(kafka.consumer("transitions", Optional.empty()));
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        Map<String, Object> ends = new HashMap<>(kafka.admin("transitions-ends"));
        ends.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        ends.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        this.consumer = new KafkaConsumer<>(settings);
        this.admin = Admin.create(ends);
    }

    /** Where everything begins that was told at that time or later. */
    Stretch from(TopicPartition partition, Instant time) {
        var found = consumer.offsetsForTimes(
                        Map.of(partition, Math.max(0, time.minus(SKEW).toEpochMilli())))
                .get(partition);
        return new Stretch(time, found == null ? end(partition) : found.offset());
    }

    /**
     * Reads on from there, and waits for whatever was begun and is not committed yet.
     *
     * @return all that is read by now
     * @throws KafkaException where it cannot be read now
     */
    Stretch read(TopicPartition partition, Stretch before, Consumer<Transition> to) {
        long end = end(partition);
        consumer.assign(Set.of(partition));
        consumer.seek(partition, before.next());
        long last = System.nanoTime() + READ_WITHIN.toNanos();
        while (consumer.position(partition) < end) {
            int count = 0;
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (codec.decode(record.value()) instanceof Decoded.Event<Transition> event) {
                    to.accept(event.value());
                }
                count++;
            }
            if (count > 0) {
                last = System.nanoTime() + READ_WITHIN.toNanos();
            } else if (System.nanoTime() - last > 0) {
                throw new TimeoutException("a transaction on " + partition + " does not end");
            }
        }
        return new Stretch(before.from(), consumer.position(partition));
    }

    /** Beyond what is committed: what is begun may become so. */
    private long end(TopicPartition partition) {
        try {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
        admin.close(Duration.ZERO);
    }
}
