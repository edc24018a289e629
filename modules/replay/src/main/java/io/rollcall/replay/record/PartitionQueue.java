package io.rollcall.replay.record;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.TopicPartition;

/**
 * One partition's records on their way into the one order.
 *
 * @param <T> what is made of each
 */
final class PartitionQueue<T> implements Comparable<PartitionQueue<T>> {
    final TopicPartition partition;
    final Sort sort;
    final long end;
    private final Deque<Chunk<T>> chunks = new ArrayDeque<>();
    private Chunk<T> head;
    private int at;
    private int waiting;
    private long headTime;
    private boolean complete;

    PartitionQueue(TopicPartition partition, Sort sort, long end) {
        this.partition = partition;
        this.sort = sort;
        this.end = end;
    }

    void add(Chunk<T> chunk) {
        chunks.add(chunk);
        waiting += chunk.size();
        advance();
    }

    /** Nothing more comes. */
    void complete() {
        complete = true;
    }

    boolean isComplete() {
        return complete;
    }

    boolean hasHead() {
        return head != null;
    }

    int waiting() {
        return waiting;
    }

    /** Takes the first. */
    T take() throws InterruptedException {
        T value = head.value(at++);
        waiting--;
        if (at == head.size()) {
            head = null;
        } else {
            headTime = Math.max(headTime, head.timestamp(at));
        }
        advance();
        return value;
    }

    private void advance() {
        if (head == null && !chunks.isEmpty()) {
            head = chunks.remove();
            at = 0;
            headTime = Math.max(headTime, head.timestamp(0));
        }
    }

    @Override
    public int compareTo(PartitionQueue<T> other) {
        int byTime = Long.compare(headTime, other.headTime);
        if (byTime != 0) {
            return byTime;
        }
        int bySort = sort.compareTo(other.sort);
        return bySort != 0 ? bySort : Integer.compare(partition.partition(), other.partition.partition());
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return partition.hashCode();
    }
}
