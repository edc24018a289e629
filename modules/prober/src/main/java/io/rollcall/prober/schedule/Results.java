package io.rollcall.prober.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.prober.schedule.Probes.Completion;
import org.apache.kafka.streams.processor.api.Record;

/** Writes one probe's answer for one of those who asked. */
final class Results {
    private final String cluster;
    private final EventCodec<ProbeResult> codec = EventCodec.of(ProbeResult.class);

    Results(String cluster) {
        this.cluster = requireNonNull(cluster, "cluster is null");
    }

    Record<byte[], byte[]> of(Completion completion, LastProbe probe, Subscriber subscriber) {
        ProbeResult result = new ProbeResult(
                ProbeResult.SCHEMA_VERSION,
                cluster,
                subscriber.image(),
                subscriber.uid(),
                subscriber.resourceVersion(),
                subscriber.ask().target(),
                subscriber.ask().id(),
                subscriber.ask().purpose(),
                subscriber.ask().context(),
                probe.verdict(),
                completion.answer().evidence(),
                probe.consecutive(),
                probe.since(),
                probe.trigger(),
                completion.attempt().id(),
                completion.attempt().due().at(),
                probe.startedAt(),
                probe.probedAt(),
                completion.attempt().policyVersion(),
                completion.attempt().breaker());
        byte[] key = subscriber.image().toString().getBytes(UTF_8);
        return new Record<>(
                key, codec.encode(result), Math.max(0, probe.probedAt().toEpochMilli()));
    }
}
