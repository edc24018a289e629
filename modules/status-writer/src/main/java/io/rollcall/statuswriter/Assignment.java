package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/**
 * Which partitions are ours, and the batch that is made of their records. All calls come on the thread that polls. While a
 * batch is under way nothing more is fetched; what is taken from us drops out of it.
 */
final class Assignment implements ConsumerRebalanceListener {
    private final Consumer<byte[], byte[]> consumer;
    private BatchWork work;
    private boolean joined;

    Assignment(Consumer<byte[], byte[]> consumer) {
        this.consumer = requireNonNull(consumer, "consumer is null");
    }

    /** @return whether the group has given us our share at least once; it may be none */
    boolean joined() {
        return joined;
    }

    void hold(BatchWork under) {
        work = under;
        consumer.pause(consumer.assignment());
    }

    void release() {
        work = null;
        consumer.resume(consumer.paused());
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        joined = true;
        if (work != null) {
            consumer.pause(partitions);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        if (work != null) {
            work.drop(partitions);
        }
    }
}
