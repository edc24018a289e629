package io.rollcall.statuswriter;

import io.rollcall.contract.image.ImageKey;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What one poll brought.
 *
 * @param next where each partition goes on once all of this is settled
 * @param candidates by image, in the order of their partition
 */
record Batch(
        Map<TopicPartition, OffsetAndMetadata> next,
        Map<ImageKey, List<Candidate>> candidates,
        List<Unreadable> unreadable) {}
