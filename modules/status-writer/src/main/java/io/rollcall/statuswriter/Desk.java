package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Which partitions are ours, and how far each has come: a batch of it is under way, and then no more of it is fetched, or
 * nothing of what was fetched has anything to tell. What is taken from us is dropped: its next owner settles it anew. All
 * calls come on the thread that polls.
 */
final class Desk implements ConsumerRebalanceListener {
    /** As many images wait or are at work, and nothing more is fetched: enough to keep any crew busy. */
    private static final int FULL = 1_000;

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, BatchWork> underWay = new LinkedHashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> passed = new HashMap<>();
    private final List<BatchWork> dropped = new ArrayList<>();
    private boolean joined;

    Desk(Consumer<byte[], byte[]> consumer) {
        this.consumer = requireNonNull(consumer, "consumer is null");
    }

    /** @return whether the group has given us our share at least once; it may be none */
    boolean joined() {
        return joined;
    }

    boolean isIdle() {
        return underWay.isEmpty();
    }

    /** Everything before is without consequence: it is committed with what comes, and needs no transaction of its own. */
    void pass(TopicPartition partition, OffsetAndMetadata next) {
        passed.put(partition, next);
    }

    /** What is before it goes with it. */
    void begin(BatchWork work) {
        passed.remove(work.batch().partition());
        underWay.put(work.batch().partition(), work);
    }

    /** How far partitions have come that have nothing to tell. */
    Map<TopicPartition, OffsetAndMetadata> passed() {
        return Map.copyOf(passed);
    }

    /** What is over, and off the desk with that. */
    List<BatchWork> takeOver() {
        List<BatchWork> over =
                underWay.values().stream().filter(BatchWork::isOver).toList();
        over.forEach(work -> underWay.remove(work.batch().partition()));
        return over;
    }

    /** They are committed, or to be read again. */
    void clearPassed() {
        passed.clear();
    }

    /** Fetches of each partition what the desk has room for. */
    void regulate() {
        int waiting = underWay.values().stream()
                .mapToInt(work -> work.batch().candidates().size())
                .sum();
        Set<TopicPartition> rest = waiting >= FULL ? consumer.assignment() : underWay.keySet();
        Set<TopicPartition> go = new HashSet<>(consumer.paused());
        go.removeAll(rest);
        consumer.resume(go);
        consumer.pause(rest);
    }

    /** Nothing more begins; returns once all calls have ended, or after that time. */
    void abandon(Duration within) throws InterruptedException {
        List<BatchWork> all = new ArrayList<>(underWay.values());
        all.addAll(dropped);
        all.forEach(BatchWork::abandon);
        long end = System.nanoTime() + within.toNanos();
        for (BatchWork work : all) {
            work.await(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        joined = true;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        dropped.removeIf(BatchWork::isOver);
        for (TopicPartition partition : partitions) {
            passed.remove(partition);
            BatchWork work = underWay.remove(partition);
            if (work != null) {
                work.abandon();
                dropped.add(work);
            }
        }
    }
}
