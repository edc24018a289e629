package io.rollcall.replay.record;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Ranges of partitions as one sequence. It holds a bounded number of records of each partition, however long the ranges are:
 * who is far ahead is not fetched until the others have caught up. What is made of records is made beside, on all processors.
 */
final class Merge<T> implements Records<T> {
    private static final Duration POLL = Duration.ofMillis(100);
    /** Polls without a record, while more is known to be there, until the broker counts as gone. */
    private static final int DRY = 200;
    /** So many of one partition wait, and no more of it is taken: what waits longer than a collection costs most. */
    private static final int FULL = 256;

    private static final int CHUNK = 128;
    /** So many are taken between two looks at what has come, so that there is always something to make. */
    private static final int LOOK = 100;

    private final Consumer<byte[], byte[]> consumer;
    private final Function<Entry, T> maker;
    private final Compaction compaction;
    private final ExecutorService makers;
    private final Map<TopicPartition, PartitionQueue<T>> hungry = new HashMap<>();
    private final Map<TopicPartition, PartitionQueue<T>> lanes = new HashMap<>();
    private final PriorityQueue<PartitionQueue<T>> heads = new PriorityQueue<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private final long total;
    private PartitionQueue<T> current;
    private long taken;

    /**
     * Takes the consumer's assignment over, and leaves its end to the caller.
     *
     * @param ranges of each partition that is to be read
     * @param compaction is told which states of images there are
     */
    Merge(Consumer<byte[], byte[]> consumer, List<Range> ranges, Function<Entry, T> maker, Compaction compaction) {
        this.consumer = requireNonNull(consumer, "consumer is null");
        this.maker = requireNonNull(maker, "maker is null");
        this.compaction = requireNonNull(compaction, "compaction is null");
        ranges.stream().filter(range -> range.sort() == Sort.IMAGES).forEach(compaction::begin);
        this.makers =
                Executors.newFixedThreadPool(Math.min(4, Runtime.getRuntime().availableProcessors()), task -> {
                    Thread thread = new Thread(task, "rollcall-replay");
                    thread.setDaemon(true);
                    return thread;
                });
        this.total = ranges.stream().mapToLong(Range::length).sum();
        List<Range> some = ranges.stream().filter(range -> range.length() > 0).toList();
        consumer.unsubscribe();
        consumer.assign(some.stream().map(Range::partition).toList());
        for (Range range : some) {
            consumer.seek(range.partition(), range.start());
            PartitionQueue<T> lane = new PartitionQueue<>(range.partition(), range.sort(), range.end());
            lanes.put(range.partition(), lane);
            hungry.put(range.partition(), lane);
        }
    }

    @Override
    public T next() throws InterruptedException {
        if (++taken % LOOK == 0 && !lanes.isEmpty()) {
            seat();
            fetch(Duration.ZERO);
        }
        if (current == null || !current.hasHead() || !hungry.isEmpty() || isBehind(current)) {
            choose();
        }
        return current == null ? null : current.take();
    }

    private boolean isBehind(PartitionQueue<T> lane) {
        PartitionQueue<T> other = heads.peek();
        return other != null && other.compareTo(lane) < 0;
    }

    private void choose() {
        seat();
        for (int dry = 0; !hungry.isEmpty(); ) {
            dry = fetch(POLL) ? 0 : dry + 1;
            if (dry > DRY) {
                throw new TimeoutException("the broker does not send what it holds");
            }
        }
        current = heads.poll();
    }

    /** Whose first was taken goes where it belongs by its next. */
    private void seat() {
        if (current == null) {
            return;
        }
        if (current.hasHead()) {
            heads.add(current);
        } else if (!current.isComplete()) {
            hungry.put(current.partition, current);
        }
        current = null;
    }

    /** @return whether anything came */
    private boolean fetch(Duration wait) {
        regulate();
        ConsumerRecords<byte[], byte[]> records = consumer.poll(wait);
        for (TopicPartition partition : records.partitions()) {
            take(lanes.get(partition), records.records(partition));
        }
        boolean ended = hungry.values().removeIf(this::isOver);
        return ended || !records.isEmpty();
    }

    private boolean isOver(PartitionQueue<T> lane) {
        if (!lane.isComplete() && consumer.position(lane.partition) >= lane.end) {
            lane.complete();
        }
        return lane.isComplete() || lane.hasHead();
    }

    private void take(PartitionQueue<T> lane, List<ConsumerRecord<byte[], byte[]>> records) {
        boolean waited = lane.hasHead();
        for (int begin = 0; begin < records.size(); begin += CHUNK) {
            List<Entry> entries = new ArrayList<>(CHUNK);
            for (ConsumerRecord<byte[], byte[]> record :
                    records.subList(begin, Math.min(begin + CHUNK, records.size()))) {
                if (record.offset() < lane.end) {
                    if (lane.sort == Sort.IMAGES) {
                        compaction.passed(lane.partition, record.offset(), record.timestamp());
                    }
                    entries.add(new Entry(place(lane, record), record.key(), record.value()));
                }
            }
            if (!entries.isEmpty()) {
                lane.add(new Chunk<>(entries.stream().map(Entry::place).toList(), makers.submit(() -> make(entries))));
            }
        }
        if (!records.isEmpty() && records.get(records.size() - 1).offset() >= lane.end - 1) {
            lane.complete();
        }
        if (!waited && lane.hasHead()) {
            heads.add(lane);
        }
    }

    private List<T> make(List<Entry> entries) {
        List<T> made = new ArrayList<>(entries.size());
        entries.forEach(entry -> made.add(maker.apply(entry)));
        return made;
    }

    private static <T> Place place(PartitionQueue<T> lane, ConsumerRecord<byte[], byte[]> record) {
        return new Place(lane.sort, record.partition(), record.offset(), record.timestamp());
    }

    private void regulate() {
        for (PartitionQueue<T> lane : lanes.values()) {
            boolean rests = lane.isComplete() || lane.waiting() >= FULL;
            if (rests && paused.add(lane.partition)) {
                consumer.pause(List.of(lane.partition));
            } else if (!rests && paused.remove(lane.partition)) {
                consumer.resume(List.of(lane.partition));
            }
        }
    }

    @Override
    public long passed() {
        return taken;
    }

    @Override
    public long total() {
        return total;
    }

    @Override
    public void close() {
        makers.shutdownNow();
    }
}
