package io.rollcall.standalone.chaos.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.contract.codec.DeadLetter;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record that nobody can read, by where it lay first.
 *
 * @param value as text; poison is text
 */
public record Letter(String topic, int partition, long offset, String value) {

    /** One that lies where it was put. */
    static Letter lying(ConsumerRecord<byte[], byte[]> at) {
        return new Letter(at.topic(), at.partition(), at.offset(), text(at.value()));
    }

    /** What a dead letter says of where it came from; empty where it says nothing. */
    static Optional<Letter> setAside(ConsumerRecord<byte[], byte[]> letter) {
        Optional<String> topic = header(letter, DeadLetter.TOPIC);
        Optional<String> partition = header(letter, DeadLetter.PARTITION);
        Optional<String> offset = header(letter, DeadLetter.OFFSET);
        return topic.isEmpty() || partition.isEmpty() || offset.isEmpty()
                ? Optional.empty()
                : Optional.of(new Letter(
                        topic.get(),
                        Integer.parseInt(partition.get()),
                        Long.parseLong(offset.get()),
                        text(letter.value())));
    }

    private static Optional<String> header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return Optional.ofNullable(header).map(it -> text(it.value()));
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, UTF_8);
    }

    @Override
    public String toString() {
        return "%s-%d offset %d".formatted(topic, partition, offset);
    }
}
