package io.rollcall.prober.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.probe.Reason;
import io.rollcall.prober.registry.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Tells what one task knows of each registry: what is new at most once a second, and a sign of life every ten. All tasks of
 * a process give it at the same moment, so that it costs one transaction.
 */
final class RegistryReporter {
    static final Duration SIGN_EVERY = Duration.ofSeconds(10);
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(1);

    private final Parts parts;
    private final ProcessorContext<byte[], byte[]> context;
    private final Targets targets;
    private final EventCodec<RegistryReport> codec = EventCodec.of(RegistryReport.class);
    private final Map<String, RegistryReport> told = new HashMap<>();
    private final Map<String, Instant> answeredAt = new HashMap<>();

    RegistryReporter(Parts parts, ProcessorContext<byte[], byte[]> context, Targets targets) {
        this.parts = requireNonNull(parts, "parts is null");
        this.context = requireNonNull(context, "context is null");
        this.targets = requireNonNull(targets, "targets is null");
    }

    /** Whatever else it says, a registry that answers can be asked. */
    void answered(String registry, Answer answer) {
        if (answer.verdict().counts() == Reason.Counts.SUCCESS) {
            answeredAt.merge(registry, answer.probedAt(), Instants::later);
        }
    }

    /** Only for use where {@code forward()} is. */
    void look(Instant now) {
        for (RegistryGate gate : parts.registries().gates()) {
            RegistryReport before = told.get(gate.host());
            if (before != null && now.isBefore(before.at().plus(AT_MOST_EVERY)) && !now.isBefore(before.at())) {
                continue;
            }
            RegistryReport report = report(gate, now);
            if (report.isNewsAfter(before) || signs(now) != signs(before.at())) {
                told.put(gate.host(), report);
                tell(report.withWaiting(targets.agenda().waiting(gate.host(), now)));
            }
        }
    }

    private void tell(RegistryReport report) {
        byte[] registry = report.registry().getBytes(UTF_8);
        long timestamp = Math.max(0, report.at().toEpochMilli());
        context.forward(new Record<>(registry, codec.encode(report), timestamp), Names.REPORTS_ENTRY);
    }

    /** What waits is counted only when it is told: it costs as much as waits. */
    private RegistryReport report(RegistryGate gate, Instant now) {
        Census.Tally tally = targets.census().of(gate.host());
        return new RegistryReport(
                gate.host(),
                context.taskId().toString(),
                parts.instance(),
                tally.bound(),
                tally.absent(),
                0,
                gate.breakerState(),
                gate.openSince().orElse(null),
                answeredAt.get(gate.host()),
                now,
                targets.census().sampleOf(gate.host()));
    }

    private static long signs(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), SIGN_EVERY.toSeconds());
    }
}
