package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.policy.Backoff;
import io.rollcall.contract.topics.TopicSpec;
import io.rollcall.runtime.kafka.Silence;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * One membership in the group, with one producer: polls, has settled what was polled, commits what is settled, and so on. It
 * ends when the service stops, or with an exception when its clients are of no use any more; the next session takes up at the
 * committed offsets.
 */
final class Session implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    /** While something is under way, which may be over at any time. */
    private static final Duration GLANCE = Duration.ofMillis(10);
    /** How far partitions came that have nothing to tell is committed no more often than that, unless with what has. */
    private static final Duration PASSED_EVERY = Duration.ofMillis(250);

    private static final Duration CALLS_END_WITHIN = Duration.ofSeconds(20);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final Ledger ledger;
    private final Desk desk;
    private final TopicThere topic;
    private final Parts parts;
    private final CountDownLatch stop;
    private final Silence silence;
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));
    private long committedAt = System.nanoTime();
    private int aborts;
    private boolean committed;

    /** What every session works with. */
    record Parts(
            TopicSpec results,
            Intake intake,
            Settler settler,
            ApiGate gate,
            Crew crew,
            Pace pace,
            Outbox outbox,
            Told told,
            Signals signals) {}

    /** @param stop counted down when the service stops */
    Session(Bus bus, Parts parts, CountDownLatch stop) {
        this.parts = requireNonNull(parts, "parts is null");
        this.stop = requireNonNull(stop, "stop is null");
        this.silence = new Silence(parts.signals().servers());
        this.producer = bus.producer();
        this.ledger = new Ledger(producer);
        this.consumer = consumer(bus);
        this.desk = new Desk(consumer);
        this.topic = new TopicThere(consumer, parts.results().name());
    }

    private Consumer<byte[], byte[]> consumer(Bus bus) {
        try {
            return bus.consumer();
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /**
     * Works until the service stops.
     *
     * @throws KafkaException where this session's clients are of no use any more, or the topic is gone
     */
    void run() throws InterruptedException {
        // Before the first poll: it ends a forerunner's open transaction, and with it all doubt about the offsets.
        producer.initTransactions();
        consumer.subscribe(Set.of(parts.results().name()), desk);
        try {
            while (stop.getCount() > 0) {
                take(consumer.poll(desk.isIdle() ? POLL : GLANCE));
                commit();
                desk.regulate();
                parts.pace().share(consumer.assignment().size(), parts.results().partitions());
                topic.check(desk.joined());
                if (aborts == 0) {
                    parts.signals().polled(desk.joined(), silence.trouble(consumer::metrics));
                }
            }
        } finally {
            // Where a poll failed: the next session is not to meet this one's work.
            desk.abandon(CALLS_END_WITHIN);
        }
        commit();
    }

    /** @return whether it has ever committed */
    boolean hasCommitted() {
        return committed;
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            Batch batch = parts.intake()
                    .read(
                            partition,
                            records.records(partition),
                            records.nextOffsets().get(partition));
            if (batch.cut()) {
                consumer.seek(partition, batch.next());
            }
            if (batch.isEmpty()) {
                desk.pass(partition, batch.next());
            } else {
                desk.begin(BatchWork.start(batch, parts.settler(), parts.crew()));
            }
        }
        desk.regulate();
    }

    /** Everything that is settled, each partition for itself: one that takes long holds up no other. */
    private void commit() throws InterruptedException {
        List<BatchWork> over = desk.takeOver();
        Set<TopicPartition> unsettled = new HashSet<>();
        Telling telling = new Telling(parts.told());
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(desk.passed());
        for (BatchWork work : over) {
            Batch batch = work.batch();
            Optional<BatchWork.Result> result = work.result();
            if (result.isPresent()) {
                telling.add(result.get());
                next.put(batch.partition(), batch.next());
            } else {
                unsettled.add(batch.partition());
            }
        }
        boolean worthIt = !telling.isEmpty()
                || over.size() > unsettled.size()
                || stop.getCount() == 0
                || System.nanoTime() - committedAt >= PASSED_EVERY.toNanos();
        if (!next.isEmpty() && worthIt) {
            commit(telling, next, over);
        }
        if (stop.getCount() > 0) {
            rewind(unsettled);
        }
    }

    private void commit(Telling telling, Map<TopicPartition, OffsetAndMetadata> next, List<BatchWork> over)
            throws InterruptedException {
        Ledger.Commit commit = ledger.commit(
                parts.outbox().records(telling.notes(), telling.requests(), telling.unreadable()),
                next,
                consumer.groupMetadata());
        desk.clearPassed();
        committedAt = System.nanoTime();
        if (commit instanceof Ledger.Commit.Done) {
            telling.told();
            parts.signals().committed(telling.notes(), telling.unreadable(), longest(over));
            aborts = 0;
            committed = true;
            if (desk.isIdle() && !over.isEmpty()) {
                parts.gate().settled();
            }
        } else if (commit instanceof Ledger.Commit.Broken broken) {
            throw broken.cause();
        } else if (commit instanceof Ledger.Commit.Aborted aborted) {
            parts.signals().failed(aborted.cause());
            stop.await(backoff.delay(++aborts, parts.results().name()).toMillis(), TimeUnit.MILLISECONDS);
            rewind(next.keySet());
        }
    }

    private static Duration longest(List<BatchWork> over) {
        return over.stream().map(BatchWork::age).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** Back to what is committed; where nothing is yet, to the beginning, which is where this group starts. */
    private void rewind(Set<TopicPartition> partitions) {
        Set<TopicPartition> ours = new HashSet<>(consumer.assignment());
        ours.retainAll(partitions);
        if (ours.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = consumer.committed(ours);
        for (TopicPartition partition : ours) {
            OffsetAndMetadata offset = offsets.get(partition);
            if (offset == null) {
                consumer.seekToBeginning(Set.of(partition));
            } else {
                consumer.seek(partition, offset);
            }
        }
    }

    @Override
    public void close() {
        try {
            consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
        } finally {
            producer.close(CLOSE_WITHIN);
        }
    }
}
