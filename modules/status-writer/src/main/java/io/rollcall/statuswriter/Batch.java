package io.rollcall.statuswriter;

import io.rollcall.contract.image.ImageKey;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What of one partition is settled and committed together.
 *
 * <p>INVARIANT: at most one candidate an image. Were two changes of one image written before a commit, a kill would leave the
 * first one's redelivery an object that the second had changed: it would look stale, and never be told. All records of an
 * image lie in one partition, and of a partition no more than one batch is under way.
 *
 * @param next where the partition goes on once all of this is settled
 * @param cut whether that stops short of what was polled; the rest is to be polled again
 * @param candidates by image
 */
record Batch(
        TopicPartition partition,
        OffsetAndMetadata next,
        boolean cut,
        Map<ImageKey, Candidate> candidates,
        List<Unreadable> unreadable) {
    /** Whether there is nothing to settle and nothing to tell. */
    boolean isEmpty() {
        return candidates.isEmpty() && unreadable.isEmpty();
    }
}
