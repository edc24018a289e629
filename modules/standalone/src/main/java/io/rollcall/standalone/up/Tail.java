package io.rollcall.standalone.up;

import io.rollcall.contract.topics.TopicSpec;
import io.rollcall.runtime.health.Health;
import io.rollcall.standalone.bus.BusFailure;
import io.rollcall.standalone.bus.TopicReader;
import io.rollcall.standalone.cli.Bus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Tells every record that stands on a topic from the moment of its making on, whoever wrote it. It is the story of what was
 * decided, read from where everybody else reads it; nothing waits for it.
 */
final class Tail implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Bus bus;
    private final String name;
    private final String topic;
    private final Consumer<ConsumerRecord<byte[], byte[]>> tell;
    private final Health health;
    private final Clock clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile TopicReader reading;
    private Instant since;

    /** @param name of its condition in {@code health}, its client and its thread */
    Tail(
            Bus bus,
            String name,
            TopicSpec topic,
            Consumer<ConsumerRecord<byte[], byte[]>> tell,
            Health health,
            Clock clock) {
        this.bus = bus;
        this.name = name;
        this.topic = topic.name();
        this.tell = tell;
        this.thread = new Thread(this::run, "rollcall-story-" + name);
        this.health = health;
        this.clock = clock;
        this.since = clock.instant();
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!isClosed(PAUSE)) {
                attempt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (WakeupException e) {
            // Only close() wakes it: nobody listens any more.
            closed.countDown();
        }
    }

    private void attempt() throws InterruptedException {
        try (TopicReader reader =
                new TopicReader(bus.settings("up").consumer("story-" + name, Optional.empty()), topic, PATIENCE)) {
            reading = reader;
            while (!reader.assign()) {
                if (isClosed(PAUSE)) {
                    return;
                }
            }
            reader.seekTo(since);
            health.ok(name);
            while (!isClosed(Duration.ZERO)) {
                reader.poll(POLL).forEach(tell);
            }
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            since = clock.instant();
            health.waiting(name, BusFailure.sentence(bus, topic, e));
        }
    }

    private boolean isClosed(Duration within) throws InterruptedException {
        return closed.await(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closed.countDown();
        TopicReader reader = reading;
        if (reader != null) {
            reader.wakeup();
        }
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
