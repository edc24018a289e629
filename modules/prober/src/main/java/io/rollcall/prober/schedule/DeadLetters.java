package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.codec.DeadLetter;
import io.rollcall.runtime.log.LogKeys;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts records that cannot be read aside, whole, with where they came from and why. Only for use in {@code process()}. */
final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

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

    void put(Record<byte[], byte[]> record, String reason) {
        RecordMetadata from = context.recordMetadata().orElseThrow();
        Headers headers = new RecordHeaders(record.headers());
        new DeadLetter(cluster, reason, from.topic(), from.partition(), from.offset())
                .headers()
                .forEach(headers::add);
        context.forward(record.withHeaders(headers), sink);
        meters.deadLetter();
        LOG.atWarn()
                .addKeyValue(LogKeys.TOPIC, from.topic())
                .addKeyValue(LogKeys.PARTITION, from.partition())
                .addKeyValue(LogKeys.OFFSET, from.offset())
                .addKeyValue(LogKeys.REASON, reason)
                .log("record is unreadable and went to the dead letters");
    }
}
