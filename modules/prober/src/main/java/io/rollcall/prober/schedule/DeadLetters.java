package io.rollcall.prober.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.rollcall.contract.codec.DeadLetter;
import io.rollcall.runtime.log.LogKeys;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts records that cannot be read aside with where they came from and why: whole, unless they are too large for the
 * brokers with what is added. A dead letter that could not be written would stop every owner of its partition, one after the
 * other. Only for use in {@code process()}.
 */
final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    /** What key, value and headers of the record may hold, with the brokers' usual limit of 1 MiB. */
    static final int LARGEST = 1_000_000;

    /** In bytes; a reason may quote what could not be read. */
    static final int LONGEST_REASON = 1_024;

    private final String cluster;
    private final ProcessorContext<byte[], byte[]> context;
    private final String sink;
    private final ProbeMeters meters;

    DeadLetters(String cluster, ProcessorContext<byte[], byte[]> context, String sink, ProbeMeters meters) {
        this.cluster = requireNonNull(cluster, "cluster is null");
        this.context = requireNonNull(context, "context is null");
        this.sink = requireNonNull(sink, "sink is null");
        this.meters = requireNonNull(meters, "meters is null");
    }

    void put(Record<byte[], byte[]> unreadable, String why) {
        RecordMetadata from = context.recordMetadata().orElseThrow();
        Record<byte[], byte[]> record = unreadable;
        String reason = why;
        if (size(record) > LARGEST && record.value() != null) {
            reason = "the value of " + record.value().length + " bytes is not kept, the record is too large; " + reason;
            record = record.withValue(null);
        }
        if (size(record) > LARGEST) {
            reason = "key and headers are not kept; " + reason;
            record = record.<byte[]>withKey(null).withHeaders(new RecordHeaders());
        }
        reason = cut(reason);
        Headers headers = new RecordHeaders(record.headers());
        new DeadLetter(cluster, reason, from.topic(), from.partition(), from.offset())
                .headers()
                .forEach(headers::add);
        context.forward(record.withHeaders(headers), sink);
        meters.deadLetter(from.topic());
        LOG.atWarn()
                .addKeyValue(LogKeys.TOPIC, from.topic())
                .addKeyValue(LogKeys.PARTITION, from.partition())
                .addKeyValue(LogKeys.OFFSET, from.offset())
                .addKeyValue(LogKeys.REASON, reason)
                .log("record is unreadable and went to the dead letters");
    }

    private static long size(Record<byte[], byte[]> record) {
        long size = length(record.key()) + length(record.value());
        for (Header header : record.headers()) {
            size += length(header.key().getBytes(UTF_8)) + length(header.value());
        }
        return size;
    }

    private static long length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static String cut(String reason) {
        byte[] bytes = reason.getBytes(UTF_8);
        int end = Math.min(bytes.length, LONGEST_REASON);
        while (end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
            end--; // not within a character
        }
        return new String(bytes, 0, end, UTF_8);
    }
}
