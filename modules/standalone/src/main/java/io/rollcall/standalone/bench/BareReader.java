package io.rollcall.standalone.bench;

import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads and decodes all results, and does nothing with them: what any reader has to do at the least. */
final class BareReader {

    private static final Duration POLL = Duration.ofMillis(200);

    private BareReader() {}

    /** @return how many there are */
    static long read(Map<String, Object> settings, Topics topics) {
        EventCodec<ProbeResult> codec = EventCodec.of(ProbeResult.class);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
            List<TopicPartition> partitions = consumer
                    .partitionsFor(topics.probeResults().name())
                    .stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long read = 0;
            while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.get(it))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    read += codec.decode(record.value()) instanceof Decoded.Event<ProbeResult> ? 1 : 0;
                }
            }
            return read;
        }
    }
}
