package io.rollcall.replay.record;

import io.rollcall.contract.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Finds out which stretches of which partitions make up a window, and how far back they reach. */
final class Planner {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final Topics topics;
    private final Duration patience;

    Planner(Consumer<byte[], byte[]> consumer, Topics topics, Duration patience) {
        this.consumer = consumer;
        this.topics = topics;
        this.patience = patience;
    }

    BusSource.Plan plan(Moment from, Moment to) {
        Map<TopicPartition, Sort> partitions = partitions();
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions.keySet(), patience);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions.keySet(), patience);
        Window window = window(from, to, begins, ends);
        Map<TopicPartition, Long> starts = offsets(window.from(), ends);
        Map<TopicPartition, Long> stops = offsets(window.to(), ends);
        window.fromOffsets().forEach((partition, offset) -> starts.put(results(partition), offset));
        window.toOffsets().forEach((partition, offset) -> stops.put(results(partition), offset));
        List<Range> states = new ArrayList<>();
        List<Range> records = new ArrayList<>();
        partitions.forEach((partition, sort) -> {
            long start = Math.max(starts.get(partition), begins.get(partition));
            long end = Math.min(stops.get(partition), ends.get(partition));
            records.add(new Range(partition, sort, start, end));
            if (sort.isState()) {
                states.add(new Range(partition, sort, begins.get(partition), start));
            }
        });
        return new BusSource.Plan(
                window,
                Reaches.of(window, firsts(partitions, begins), sort -> sort.on(topics)
                        .name()),
                states,
                records);
    }

    private Map<TopicPartition, Sort> partitions() {
        Map<TopicPartition, Sort> partitions = new HashMap<>();
        for (Sort sort : Sort.values()) {
            String name = sort.on(topics).name();
            List<PartitionInfo> found =
                    Optional.ofNullable(consumer.partitionsFor(name, patience)).orElse(List.of());
            if (found.isEmpty()) {
                throw new BadRecordException(
                        "the topic %s does not exist; check kafka.topicPrefix, or start the services, which create it"
                                .formatted(name));
            }
            found.forEach(it -> partitions.put(new TopicPartition(name, it.partition()), sort));
        }
        return partitions;
    }

    private Window window(Moment from, Moment to, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        if (from instanceof Moment.At begin && to instanceof Moment.At end) {
            return Window.of(begin.time(), end.time());
        }
        Map<Integer, Long> fromOffsets = from instanceof Moment.Offsets some ? some.byPartition() : Map.of();
        Map<Integer, Long> toOffsets = to instanceof Moment.Offsets some ? some.byPartition() : Map.of();
        fromOffsets.forEach((partition, offset) -> check(partition, offset, begins, ends));
        toOffsets.forEach((partition, offset) -> check(partition, offset - 1, begins, ends));
        Instant begin = from instanceof Moment.At at
                ? at.time()
                : Instant.ofEpochMilli(fromOffsets.entrySet().stream()
                        .mapToLong(it -> timestamp(results(it.getKey()), it.getValue()))
                        .min()
                        .orElseThrow());
        Instant end = to instanceof Moment.At at
                ? at.time()
                : Instant.ofEpochMilli(1
                        + toOffsets.entrySet().stream()
                                .mapToLong(it -> timestamp(results(it.getKey()), it.getValue() - 1))
                                .max()
                                .orElseThrow());
        return new Window(begin, end, fromOffsets, toOffsets);
    }

    private void check(int partition, long offset, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        TopicPartition asked = results(partition);
        if (!begins.containsKey(asked) || offset < begins.get(asked) || offset >= ends.get(asked)) {
            throw new BadRecordException("%s has no record at offset %d of partition %d%s; give an offset that it has"
                    .formatted(
                            asked.topic(),
                            offset,
                            partition,
                            begins.containsKey(asked)
                                    ? ", but from %d to %d".formatted(begins.get(asked), ends.get(asked) - 1)
                                    : ""));
        }
    }

    /** Of the record there, or of the next one: an offset may be a transaction's end. */
    private long timestamp(TopicPartition partition, long offset) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
        long until = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < until) {
            var records = consumer.poll(POLL).records(partition);
            if (!records.isEmpty()) {
                return records.get(0).timestamp();
            }
        }
        throw new BadRecordException(
                "nothing stands at or behind offset %d of %s; give an earlier offset".formatted(offset, partition));
    }

    private TopicPartition results(int partition) {
        return new TopicPartition(topics.probeResults().name(), partition);
    }

    private Map<TopicPartition, Long> offsets(Instant time, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> found = new HashMap<>(ends);
        lookUp(ends.keySet(), time.toEpochMilli())
                .forEach((partition, at) -> found.put(partition, Math.min(at.offset(), ends.get(partition))));
        return found;
    }

    private Map<TopicPartition, OffsetAndTimestamp> lookUp(Collection<TopicPartition> partitions, long millis) {
        Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
        consumer.offsetsForTimes(
                        partitions.stream().collect(Collectors.toMap(it -> it, it -> Math.max(0, millis))), patience)
                .forEach((partition, at) -> {
                    if (at != null) {
                        found.put(partition, at);
                    }
                });
        return found;
    }

    /** The first record that is left of each topic that no longer holds all it did; that of its shortest partition. */
    Map<Sort, Instant> firsts() {
        Map<TopicPartition, Sort> partitions = partitions();
        return firsts(partitions, consumer.beginningOffsets(partitions.keySet(), patience));
    }

    private Map<Sort, Instant> firsts(Map<TopicPartition, Sort> partitions, Map<TopicPartition, Long> begins) {
        List<TopicPartition> shortened = partitions.keySet().stream()
                .filter(it -> !partitions.get(it).isState() && begins.get(it) > 0)
                .toList();
        Map<Sort, Instant> firsts = new EnumMap<>(Sort.class);
        lookUp(shortened, 0)
                .forEach((partition, first) -> firsts.merge(
                        partitions.get(partition),
                        Instant.ofEpochMilli(first.timestamp()),
                        (a, b) -> a.isAfter(b) ? a : b));
        return firsts;
    }
}
