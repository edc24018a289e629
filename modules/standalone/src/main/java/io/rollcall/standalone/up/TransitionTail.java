package io.rollcall.standalone.up;

import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.transition.Transition;
import io.rollcall.runtime.health.Health;
import io.rollcall.standalone.bus.BusFailure;
import io.rollcall.standalone.bus.TopicReader;
import io.rollcall.standalone.cli.Bus;
import io.rollcall.standalone.terminal.Colour;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Tells every transition that stands on the bus from the moment of its making on, whoever wrote it. It is the story of
 * what was decided, read from where everybody else reads it; nothing waits for it.
 */
final class TransitionTail implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final EventCodec<Transition> TRANSITIONS = EventCodec.of(Transition.class);

    private final Bus bus;
    private final String topic;
    private final Story story;
    private final Health health;
    private final Clock clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "rollcall-story");
    private volatile TopicReader reading;
    private Instant since;

    TransitionTail(Bus bus, Story story, Health health, Clock clock) {
        this.bus = bus;
        this.topic = bus.config().kafka().topics().transitions().name();
        this.story = story;
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
                new TopicReader(bus.settings("up").consumer("story", Optional.empty()), topic, PATIENCE)) {
            reading = reader;
            while (!reader.assign()) {
                if (isClosed(PAUSE)) {
                    return;
                }
            }
            reader.seekTo(since);
            health.ok("transitions");
            while (!isClosed(Duration.ZERO)) {
                reader.poll(POLL).forEach(this::tell);
            }
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            since = clock.instant();
            health.waiting("transitions", BusFailure.sentence(bus, topic, e));
        }
    }

    private void tell(ConsumerRecord<byte[], byte[]> found) {
        if (TRANSITIONS.decode(found.value()) instanceof Decoded.Event<Transition> event) {
            TransitionLine line = TransitionLine.of(event.value());
            story.tell(event.value().decidedAt(), line.colour(), line.what(), line.text());
        } else {
            story.tell(
                    Colour.WARN, "unreadable", "%s-%d offset %d".formatted(topic, found.partition(), found.offset()));
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
