package io.rollcall.statuswriter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.codec.DeadLetter;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.probe.ProbeRequest;
import io.rollcall.contract.topics.Topics;
import io.rollcall.contract.transition.Transition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Turns what is to be told into records. */
final class Outbox {
    /** What a record may hold beside the headers that a dead letter adds, with the brokers' usual limit of 1 MiB. */
    private static final int LARGEST = 1_000_000;

    private final EventCodec<Transition> transitions = EventCodec.of(Transition.class);
    private final EventCodec<Alert> alerts = EventCodec.of(Alert.class);
    private final EventCodec<ProbeRequest> requests = EventCodec.of(ProbeRequest.class);
    private final Topics topics;
    private final String cluster;

    Outbox(Topics topics, String cluster) {
        this.topics = requireNonNull(topics, "topics is null");
        this.cluster = requireNonNull(cluster, "cluster is null");
    }

    List<ProducerRecord<byte[], byte[]>> records(
            Collection<Note> notes, Collection<ProbeRequest> retries, Collection<Unreadable> unreadable) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Note note : notes) {
            byte[] key = note.transition().key().toString().getBytes(UTF_8);
            records.add(record(topics.transitions().name(), key, transitions.encode(note.transition())));
            if (note.alert() != null) {
                records.add(alert(note.alert()));
            }
        }
        for (ProbeRequest retry : retries) {
            records.add(
                    record(topics.probeRequests().name(), retry.repository().getBytes(UTF_8), requests.encode(retry)));
        }
        unreadable.forEach(it -> records.add(deadLetter(it)));
        return records;
    }

    private ProducerRecord<byte[], byte[]> alert(Alert alert) {
        ProducerRecord<byte[], byte[]> record =
                record(topics.alerts().name(), alert.partitionkey().getBytes(UTF_8), alerts.encode(alert));
        record.headers().add(new RecordHeader("content-type", Alert.CONTENT_TYPE.getBytes(UTF_8)));
        return record;
    }

    private ProducerRecord<byte[], byte[]> deadLetter(Unreadable unreadable) {
        ConsumerRecord<byte[], byte[]> source = unreadable.source();
        byte[] value = source.value();
        String reason = unreadable.reason();
        if (value != null && value.length > LARGEST) {
            reason = "the value of " + value.length + " bytes is too large to be kept; " + reason;
            value = null;
        }
        DeadLetter letter = new DeadLetter(cluster, reason, source.topic(), source.partition(), source.offset());
        List<Header> headers = new ArrayList<>(List.of(source.headers().toArray()));
        headers.addAll(letter.headers());
        return new ProducerRecord<>(topics.deadLetters().name(), null, source.key(), value, new RecordHeaders(headers));
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, byte[] key, byte[] value) {
        return new ProducerRecord<>(topic, key, value);
    }
}
