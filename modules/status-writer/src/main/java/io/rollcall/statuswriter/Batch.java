package io.rollcall.statuswriter;

import io.rollcall.contract.image.ImageKey;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What is settled and committed together.
 *
 * <p>INVARIANT: at most one candidate an image. Were two changes of one image written before a commit, a kill would leave the
 * first one's redelivery an object that the second had changed: it would look stale, and never be told.
 *
 * @param next where each partition goes on once all of this is settled
 * @param cut those of them that stop short of what was polled; the rest is to be polled again
 * @param candidates by image
 */
record Batch(
        Map<TopicPartition, OffsetAndMetadata> next,
        Map<TopicPartition, OffsetAndMetadata> cut,
        Map<ImageKey, Candidate> candidates,
        List<Unreadable> unreadable) {}
