package io.rollcall.watcher.log;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.contract.policy.Backoff;
import io.rollcall.runtime.health.Health;
import io.rollcall.runtime.kafka.TopicsGate;
import io.rollcall.runtime.log.LogKeys;
import io.rollcall.watcher.log.LogHealth.BrokenProducerException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the log of images, on a thread of its own, until it is stopped. Waits for its topics first. Whatever happens to its
 * clients, it joins again with new ones, and reads its partitions anew: nothing that it remembers outlives them.
 */
public final class ImagesLog {
    private static final Logger LOG = LoggerFactory.getLogger(ImagesLog.class);

    /** A membership that lasted this long was a good one: its end counts as the first failure. */
    private static final Duration LONG = Duration.ofMinutes(1);

    private final LogSettings settings;
    private final TopicsGate gate;
    private final Objects objects;
    private final Lookups lookups;
    private final Inbox inbox;
    private final LogMeters meters;
    private final Health health;
    private final Clock clock;
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private final Object lock = new Object();
    private KafkaConsumer<byte[], byte[]> awake;
    private volatile Duration leaveWithin = Duration.ofSeconds(5);

    /** @param kinds the kinds' names by {@code <plural>.<group>}, for meters */
    public ImagesLog(
            LogSettings settings,
            TopicsGate gate,
            Objects objects,
            Lookups lookups,
            Inbox inbox,
            Map<String, String> kinds,
            MeterRegistry meters,
            Health health,
            Clock clock) {
        this.settings = requireNonNull(settings, "settings is null");
        this.gate = requireNonNull(gate, "gate is null");
        this.objects = requireNonNull(objects, "objects is null");
        this.lookups = requireNonNull(lookups, "lookups is null");
        this.inbox = requireNonNull(inbox, "inbox is null");
        this.meters = new LogMeters(meters, kinds, settings.topics().images().name());
        this.health = requireNonNull(health, "health is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.thread = new Thread(this::run, "watcher-log");
        thread.setUncaughtExceptionHandler((ignored, e) -> {
            LOG.atError().setCause(e).log("the log's thread died");
            health.fail("the watcher met a bug (" + e + "); report it with the log.");
        });
    }

    /** Starts the thread. */
    public void start() {
        new LogHealth(health, settings.topics().images().name()).joining();
        thread.start();
    }

    /** Sends what is under way, leaves the group and ends the thread; returns at the latest after {@code within}. */
    public void stop(Duration within) {
        leaveWithin = within.dividedBy(2);
        stopping.countDown();
        synchronized (lock) {
            if (awake != null) {
                awake.wakeup();
            } else {
                thread.interrupt();
            }
        }
        try {
            thread.join(within.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            int failures = 0;
            // each time, since they may have been deleted meanwhile
            while (!isStopping()
                    && gate.await(List.of(
                            settings.topics().images(), settings.topics().deadLetters()))) {
                Instant began = clock.instant();
                session(failures + 1);
                failures = clock.instant().isAfter(began.plus(LONG)) ? 1 : failures + 1;
                boolean unused = stopping.await(backoff.delay(failures, "log").toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void session(int attempt) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings.consumer());
                KafkaEffects effects = new KafkaEffects(
                        new KafkaProducer<>(settings.producer()),
                        settings.topics(),
                        settings.cluster(),
                        lookups,
                        inbox)) {
            awake(consumer);
            Ownership ownership = new Ownership(
                    settings.topics().partitions(),
                    settings.cluster(),
                    objects,
                    effects,
                    meters,
                    Patience.defaults(),
                    clock);
            LogSession session = new LogSession(
                    consumer,
                    effects,
                    ownership,
                    inbox,
                    health,
                    settings.servers(),
                    settings.topics().images().name(),
                    clock);
            serve(session);
            session.leave(leaveWithin);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException | BrokenProducerException e) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.TOPIC, settings.topics().images().name())
                    .addKeyValue(LogKeys.ERROR, e.toString())
                    .log("left the log, joining again");
            new LogHealth(health, settings.topics().images().name())
                    .broken(settings.servers(), e, backoff.delay(attempt, "log"));
        } finally {
            awake(null);
        }
    }

    private void serve(LogSession session) {
        try {
            session.join();
            while (!isStopping()) {
                session.round();
            }
        } catch (WakeupException e) {
            LOG.atDebug().log("woken to stop");
        }
    }

    private void awake(KafkaConsumer<byte[], byte[]> consumer) {
        synchronized (lock) {
            awake = consumer;
        }
    }
}
