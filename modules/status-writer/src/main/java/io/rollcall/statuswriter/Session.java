package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.policy.Backoff;
import io.rollcall.contract.probe.ProbeRequest;
import io.rollcall.runtime.kafka.Silence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * One membership in the group, with one producer: polls, settles, commits, and begins again. It ends when the service stops,
 * or with an exception when its clients are of no use any more; the next session takes up at the committed offsets.
 */
final class Session implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration KEEP_MEMBERSHIP = Duration.ofMillis(10);
    private static final Duration CALLS_END_WITHIN = Duration.ofSeconds(20);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final Ledger ledger;
    private final Assignment assignment;
    private final Parts parts;
    private final CountDownLatch stop;
    private final Silence silence;
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));
    private int aborts;
    private boolean committed;

    /** What every session works with. */
    record Parts(
            String topic,
            Intake intake,
            Settler settler,
            ApiGate gate,
            Executor pool,
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
        this.assignment = new Assignment(consumer);
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
     * @throws KafkaException where this session's clients are of no use any more
     */
    void run() throws InterruptedException {
        // Before the first poll: it ends a forerunner's open transaction, and with it all doubt about the offsets.
        producer.initTransactions();
        consumer.subscribe(Set.of(parts.topic()), assignment);
        while (stop.getCount() > 0) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                handle(records);
            }
            if (aborts == 0) {
                parts.signals().polled(assignment.joined(), silence.trouble(consumer::metrics));
            }
        }
    }

    /** @return whether it has ever committed */
    boolean hasCommitted() {
        return committed;
    }

    private void handle(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
        long start = System.nanoTime();
        Batch batch = parts.intake().read(records);
        batch.cut().forEach(consumer::seek);
        BatchWork work = BatchWork.start(batch, parts.settler(), parts.pool());
        await(work);
        Optional<BatchWork.Result> result = work.result();
        if (result.isPresent()) {
            parts.gate().settled();
            commit(result.get(), Duration.ofNanos(System.nanoTime() - start));
        } else if (stop.getCount() > 0) {
            rewind(batch.next().keySet());
        }
    }

    /** Polls on while the batch is under way, so that the group keeps us, however long it takes. */
    private void await(BatchWork work) throws InterruptedException {
        if (work.await(Duration.ZERO)) {
            return;
        }
        assignment.hold(work);
        try {
            while (!work.await(LOOK)) {
                if (stop.getCount() == 0) {
                    work.stop();
                }
                consumer.poll(KEEP_MEMBERSHIP);
            }
            assignment.release();
        } finally {
            // Where a poll failed: the next session is not to meet this one's work.
            work.stop();
            work.await(CALLS_END_WITHIN);
        }
    }

    private void commit(BatchWork.Result result, Duration took) throws InterruptedException {
        List<Note> notes = new ArrayList<>();
        List<ProbeRequest> requests = new ArrayList<>();
        Set<String> telling = new HashSet<>();
        for (Settlement settlement : result.settlements()) {
            settlement.notes().stream()
                    .filter(note -> !parts.told().contains(note.once()) && telling.add(note.once()))
                    .forEach(notes::add);
            requests.addAll(settlement.requests());
        }
        if (result.next().isEmpty()) {
            return;
        }
        Ledger.Commit commit = ledger.commit(
                parts.outbox().records(notes, requests, result.unreadable()), result.next(), consumer.groupMetadata());
        if (commit instanceof Ledger.Commit.Done) {
            telling.forEach(parts.told()::add);
            parts.signals().committed(notes, result.unreadable(), took);
            aborts = 0;
            committed = true;
        } else if (commit instanceof Ledger.Commit.Broken broken) {
            throw broken.cause();
        } else if (commit instanceof Ledger.Commit.Aborted aborted) {
            parts.signals().failed(aborted.cause());
            stop.await(backoff.delay(++aborts, parts.topic()).toMillis(), TimeUnit.MILLISECONDS);
            rewind(result.next().keySet());
        }
    }

    /** Back to what is committed; where nothing is yet, to the beginning, which is where this group starts. */
    private void rewind(Set<TopicPartition> partitions) {
        Set<TopicPartition> ours = new HashSet<>(consumer.assignment());
        ours.retainAll(partitions);
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
