package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.TimeoutException;

/** Commits a batch: everything it tells, and how far it came, in one transaction. */
final class Ledger {
    private final Producer<byte[], byte[]> producer;

    /** @param producer with its transactions initialised; the caller's to close */
    Ledger(Producer<byte[], byte[]> producer) {
        this.producer = requireNonNull(producer, "producer is null");
    }

    /** What came of it. */
    sealed interface Commit {
        /** It stands, all of it. */
        record Done() implements Commit {}

        /** Nothing of it stands, and the producer can be used again. */
        record Aborted(KafkaException cause) implements Commit {}

        /** The producer is of no use any more; only a new one's start settles whether it stands. */
        record Broken(KafkaException cause) implements Commit {}
    }

    Commit commit(
            List<ProducerRecord<byte[], byte[]>> records,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            ConsumerGroupMetadata group) {
        try {
            producer.beginTransaction();
            for (ProducerRecord<byte[], byte[]> record : records) {
                // A failed send fails the commit: its future tells nothing more.
                Future<RecordMetadata> unused = producer.send(record);
            }
            producer.sendOffsetsToTransaction(offsets, group);
            producer.commitTransaction();
            return new Commit.Done();
        } catch (ApplicationRecoverableException
                | InvalidConfigurationException
                | OutOfOrderSequenceException
                | TimeoutException e) {
            // Fenced, not allowed, out of order; or the commit's answer did not come, and it may stand.
            return new Commit.Broken(e);
        } catch (KafkaException e) {
            return abort(e);
        }
    }

    private Commit abort(KafkaException cause) {
        try {
            producer.abortTransaction();
            return new Commit.Aborted(cause);
        } catch (KafkaException e) {
            cause.addSuppressed(e);
            return new Commit.Broken(cause);
        }
    }
}
