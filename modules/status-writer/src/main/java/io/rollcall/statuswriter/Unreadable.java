package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that cannot be settled, ever: for the dead letters. */
record Unreadable(ConsumerRecord<byte[], byte[]> source, String reason) {
    Unreadable {
        requireNonNull(source, "source is null");
        requireNonNull(reason, "reason is null");
    }
}
