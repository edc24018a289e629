package io.rollcall.contract.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Where an unreadable record came from and why it could not be read. The record itself goes to {@code
 * rollcall.dead-letters} whole, with key, value and headers as they were, and these headers added.
 *
 * @param reason one clause for a person
 */
public record DeadLetter(String cluster, String reason, String topic, int partition, long offset) {
    /** Names of the headers. */
    public static final String REASON = "rollcall.reason";

    public static final String CLUSTER = "rollcall.cluster";
    public static final String TOPIC = "rollcall.source.topic";
    public static final String PARTITION = "rollcall.source.partition";
    public static final String OFFSET = "rollcall.source.offset";

    public DeadLetter {
        requireNonNull(cluster, "cluster is null");
        requireNonNull(reason, "reason is null");
        requireNonNull(topic, "topic is null");
    }

    /** @return the headers to add to the record's own */
    public List<Header> headers() {
        List<Header> headers = new ArrayList<>(5);
        headers.add(header(REASON, reason));
        headers.add(header(CLUSTER, cluster));
        headers.add(header(TOPIC, topic));
        headers.add(header(PARTITION, Integer.toString(partition)));
        headers.add(header(OFFSET, Long.toString(offset)));
        return headers;
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }
}
