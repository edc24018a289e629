package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.transition.Cause;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A result that may change its image: its kind's rules said so from the result alone. */
record Candidate(ResourceKind kind, ProbePolicy policy, ProbeResult result, ConsumerRecord<byte[], byte[]> source) {
    Candidate {
        requireNonNull(kind, "kind is null");
        requireNonNull(policy, "policy is null");
        requireNonNull(result, "result is null");
        requireNonNull(source, "source is null");
    }

    Cause cause() {
        return new Cause(source.topic(), source.partition(), source.offset());
    }
}
