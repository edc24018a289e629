package io.rollcall.statuswriter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.ProbeResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads records and picks those that may change their image. Almost none may, and the others cost no call. A second one of
 * the same image ends its partition's share of the batch. A kind that is not served here is counted and left to whoever
 * serves it.
 */
final class Intake {
    private static final String UNKNOWN = "unknown";

    /** Far above any result, and low enough that all that is told of it fits into records. */
    private static final int LARGEST = 500_000;

    private final EventCodec<ProbeResult> codec = EventCodec.of(ProbeResult.class);
    private final Map<String, ResourceKind> kinds;
    private final Policies policies;
    private final MeterRegistry meters;

    Intake(List<ResourceKind> kinds, Policies policies, MeterRegistry meters) {
        this.kinds = kinds.stream().collect(Collectors.toMap(ResourceKind::crd, Function.identity()));
        this.policies = requireNonNull(policies, "policies is null");
        this.meters = requireNonNull(meters, "meters is null");
    }

    /**
     * @param records of the partition, in order
     * @param end where the partition goes on after them
     */
    Batch read(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, OffsetAndMetadata end) {
        policies.look();
        Map<ImageKey, Candidate> candidates = new LinkedHashMap<>();
        List<Unreadable> unreadable = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> source : records) {
            Decoded<ProbeResult> decoded = decode(source);
            if (decoded instanceof Decoded.Unreadable<ProbeResult> not) {
                unreadable.add(new Unreadable(source, not.reason()));
            } else if (decoded instanceof Decoded.Event<ProbeResult> event) {
                Optional<Candidate> candidate = candidate(event.value(), source);
                if (candidate.isPresent()
                        && candidates.containsKey(event.value().key())) {
                    OffsetAndMetadata here = new OffsetAndMetadata(source.offset(), source.leaderEpoch(), "");
                    return new Batch(partition, here, true, candidates, unreadable);
                }
                count(event.value());
                candidate.ifPresent(it -> candidates.put(it.result().key(), it));
            }
        }
        return new Batch(partition, end, false, candidates, unreadable);
    }

    private Decoded<ProbeResult> decode(ConsumerRecord<byte[], byte[]> source) {
        byte[] value = source.value();
        if (value != null && value.length > LARGEST) {
            return new Decoded.Unreadable<>(value.length + " bytes are no probe result");
        }
        Decoded<ProbeResult> decoded = codec.decode(value);
        // Order within an image is order within its partition, and that hangs on the key.
        return decoded instanceof Decoded.Event<ProbeResult> event
                        && !Arrays.equals(
                                source.key(), event.value().key().toString().getBytes(UTF_8))
                ? new Decoded.Unreadable<>("the key in the value is not the record's")
                : decoded;
    }

    private void count(ProbeResult result) {
        ResourceKind kind = kinds.get(result.key().kind());
        meters.counter(
                        "rollcall.results",
                        "kind",
                        kind == null ? UNKNOWN : kind.kind(),
                        "verdict",
                        result.verdict().is())
                .increment();
    }

    private Optional<Candidate> candidate(ProbeResult result, ConsumerRecord<byte[], byte[]> source) {
        ResourceKind kind = kinds.get(result.key().kind());
        ProbePolicy policy = policies.of(result.target());
        return kind != null && kind.rules().mayAct(result, policy)
                ? Optional.of(new Candidate(kind, policy, result, source))
                : Optional.empty();
    }
}
