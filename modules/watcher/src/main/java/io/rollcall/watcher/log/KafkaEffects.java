package io.rollcall.watcher.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.rollcall.contract.codec.DeadLetter;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.topics.Topics;
import io.rollcall.runtime.log.LogKeys;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Effects on a real log. What was sent ends as a message, always: the producer answers for every record within its delivery timeout. */
final class KafkaEffects implements Effects, AutoCloseable {
    /** Keeps what is under way well below the producer's buffer, so that a send does not wait for room in it. */
    static final int MOST_UNDER_WAY = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(KafkaEffects.class);

    private final Producer<byte[], byte[]> producer;
    private final Topics topics;
    private final String cluster;
    private final Lookups lookups;
    private final Inbox inbox;
    private final AtomicInteger underWay = new AtomicInteger();

    KafkaEffects(Producer<byte[], byte[]> producer, Topics topics, String cluster, Lookups lookups, Inbox inbox) {
        this.producer = requireNonNull(producer, "producer is null");
        this.topics = requireNonNull(topics, "topics is null");
        this.cluster = requireNonNull(cluster, "cluster is null");
        this.lookups = requireNonNull(lookups, "lookups is null");
        this.inbox = requireNonNull(inbox, "inbox is null");
    }

    @Override
    public boolean hasRoom() {
        return underWay.get() < MOST_UNDER_WAY;
    }

    @Override
    public void publish(OwnedPartition by, ImageKey key, byte[] value) {
        send(
                new ProducerRecord<>(
                        topics.images().name(), by.number(), key.toString().getBytes(UTF_8), value),
                (written, failure) -> inbox.put(
                        failure == null
                                ? new Message.Landed(by, key, written.offset(), value == null)
                                : new Message.Lost(by, key, failure)));
    }

    @Override
    public void ask(OwnedPartition by, ImageKey key) {
        lookups.ask(key, answer -> inbox.put(new Message.Answered(by, key, answer)));
    }

    @Override
    public void bury(OwnedPartition by, ConsumerRecord<byte[], byte[]> dead, String reason) {
        DeadLetter letter = new DeadLetter(cluster, reason, dead.topic(), dead.partition(), dead.offset());
        ProducerRecord<byte[], byte[]> copy =
                new ProducerRecord<>(topics.deadLetters().name(), null, null, dead.key(), dead.value(), dead.headers());
        letter.headers().forEach(header -> copy.headers().remove(header.key()).add(header));
        send(
                copy,
                (written, failure) -> inbox.put(new Message.Buried(
                        by, dead.offset(), Optional.ofNullable(failure).filter(it -> !isHopeless(it, dead)))));
    }

    /** With its headers it is larger than a record may be: it stays where it is. */
    private static boolean isHopeless(Exception failure, ConsumerRecord<byte[], byte[]> dead) {
        boolean tooLarge = failure instanceof RecordTooLargeException;
        if (tooLarge) {
            LOG.atError()
                    .addKeyValue(LogKeys.TOPIC, dead.topic())
                    .addKeyValue(LogKeys.PARTITION, dead.partition())
                    .addKeyValue(LogKeys.OFFSET, dead.offset())
                    .log("an unreadable record is too large for the dead letters");
        }
        return tooLarge;
    }

    @Override
    public void erase(OwnedPartition by, byte[] key) {
        // lost, it costs one more dead letter after the next restart
        send(new ProducerRecord<>(topics.images().name(), by.number(), key, null), (written, failure) -> {});
    }

    private void send(ProducerRecord<byte[], byte[]> outgoing, Callback then) {
        underWay.incrementAndGet();
        try {
            Future<RecordMetadata> unused = producer.send(outgoing, (written, failure) -> {
                underWay.decrementAndGet();
                then.onCompletion(written, failure);
            });
        } catch (KafkaException | IllegalStateException e) {
            // thrown before the record was taken: its callback is never called
            underWay.decrementAndGet();
            then.onCompletion(null, e);
        }
    }

    /** Waits until everything sent has landed or is lost: at most the producer's delivery timeout. */
    void flush() {
        producer.flush();
    }

    void close(Duration within) {
        producer.close(within);
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }
}
