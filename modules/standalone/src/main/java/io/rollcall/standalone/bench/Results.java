package io.rollcall.standalone.bench;

import io.rollcall.contract.topics.TopicSpec;
import io.rollcall.contract.topics.Topics;
import io.rollcall.standalone.cli.CommandException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sees each result as any reader would: when it is committed. */
final class Results implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    /** How often the wait looks whether the reader still lives. */
    private static final long LOOK_MILLIS = 1_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AtomicLong seen = new AtomicLong();
    private final Consumer<ConsumerRecord<byte[], byte[]>> each;
    private final Thread thread;
    private volatile long awaited = Long.MAX_VALUE;

    private Results(KafkaConsumer<byte[], byte[]> consumer, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        this.consumer = consumer;
        this.each = each;
        this.thread = new Thread(this::read, "bench-results");
    }

    /** Counts from the beginning of the topic on. */
    static Results of(String servers, Topics topics) {
        return of(servers, topics, record -> {});
    }

    /** @param each is called for each result, on one thread */
    static Results of(String servers, Topics topics, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        return of(servers, topics.partitions(), List.of(topics.probeResults()), each);
    }

    /** Counts transitions and alerts instead. */
    static Results told(String servers, Topics topics) {
        return of(servers, topics.partitions(), List.of(topics.transitions(), topics.alerts()), record -> {});
    }

    private static Results of(
            String servers, int count, List<TopicSpec> topics, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int partition = i;
            topics.forEach(topic -> partitions.add(new TopicPartition(topic.name(), partition)));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Results results = new Results(consumer, each);
        results.thread.start();
        return results;
    }

    /** Puts results on the bus as a prober does that has many, and returns when the broker has them. */
    static void send(String servers, int count, IntFunction<ProducerRecord<byte[], byte[]>> results) {
        try (KafkaProducer<byte[], byte[]> producer = producer(servers, 5)) {
            for (int i = 0; i < count; i++) {
                var unused = producer.send(results.apply(i));
            }
            producer.flush();
        }
    }

    /**
     * The caller's to close.
     *
     * @param linger milliseconds that a record may wait for others
     */
    static KafkaProducer<byte[], byte[]> producer(String servers, int linger) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "batch.size",
                        1 << 17,
                        "linger.ms",
                        linger,
                        "compression.type",
                        "zstd"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private void read() {
        try (consumer) {
            while (true) {
                consumer.poll(POLL).forEach(this::note);
            }
        } catch (WakeupException e) {
            // only close() wakes it
            Thread.currentThread().interrupt();
        }
    }

    /** How many so far. */
    long seen() {
        return seen.get();
    }

    /** Returns when so many have been seen since the beginning. Costs nothing meanwhile, so that it is not measured. */
    void await(long count, Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        synchronized (seen) {
            awaited = count;
            while (seen.get() < count) {
                long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                if (left <= 0 || !thread.isAlive()) {
                    throw CommandException.failed(
                            "only %d of %d results came within %d s; run it again with --debug to see why."
                                    .formatted(seen.get(), count, atMost.toSeconds()));
                }
                seen.wait(Math.min(left, LOOK_MILLIS));
            }
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> record) {
        each.accept(record);
        if (seen.incrementAndGet() == awaited) {
            synchronized (seen) {
                seen.notifyAll();
            }
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
