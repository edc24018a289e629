package io.rollcall.prober.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ReferenceParser;
import io.rollcall.contract.image.ReferenceParser.Parsed;
import io.rollcall.contract.probe.ProbeRequest;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.Record;

/** Takes commands and requests into the targets; sends nothing. */
final class Intake {
    private final EventCodec<TargetCommand> commands = EventCodec.of(TargetCommand.class);
    private final EventCodec<ProbeRequest> requests = EventCodec.of(ProbeRequest.class);
    private final Targets targets;
    private final DeadLetters deadLetters;
    private final ProbeMeters meters;

    Intake(Targets targets, DeadLetters deadLetters, ProbeMeters meters) {
        this.targets = requireNonNull(targets, "targets is null");
        this.deadLetters = requireNonNull(deadLetters, "deadLetters is null");
        this.meters = requireNonNull(meters, "meters is null");
    }

    void command(Record<byte[], byte[]> record, Instant now) {
        Decoded<TargetCommand> decoded = commands.decode(record.value());
        if (decoded instanceof Decoded.Unreadable<TargetCommand> unreadable) {
            deadLetters.put(record, unreadable.reason());
        } else if (decoded instanceof Decoded.Event<TargetCommand> event) {
            meters.unknownFields(event.unknownFields().size());
            if (event.value() instanceof TargetCommand.Bind bind) {
                TargetKey key = TargetKey.of(bind.subscriber().ask());
                targets.put(key, targets.find(key.text()).orElse(Target.NONE).bound(bind.asOf(now), now));
            } else if (event.value() instanceof TargetCommand.Unbind unbind) {
                TargetKey key = TargetKey.parse(unbind.target());
                targets.find(key.text()).ifPresent(target -> targets.put(key, target.unbound(unbind)));
            }
        }
    }

    void request(Record<byte[], byte[]> record, Instant now) {
        Decoded<ProbeRequest> decoded = requests.decode(record.value());
        if (decoded instanceof Decoded.Unreadable<ProbeRequest> unreadable) {
            deadLetters.put(record, unreadable.reason());
        } else if (decoded instanceof Decoded.Event<ProbeRequest> event) {
            meters.unknownFields(event.unknownFields().size());
            ProbeRequest request = event.value();
            if (record.key() == null || !new String(record.key(), UTF_8).equals(request.repository())) {
                deadLetters.put(record, "the key is not the request's repository");
            } else if (request.target() == null) {
                ask(List.of(request.repository() + ":", request.repository() + "@"), request, now);
            } else if (ReferenceParser.parse(request.target()) instanceof Parsed.Valid valid
                    && valid.reference().repositoryKey().equals(request.repository())) {
                ask(List.of(TargetKey.prefix(valid.reference())), request, now);
            } else {
                deadLetters.put(record, "the target is not a reference in the request's repository");
            }
        }
    }

    private void ask(List<String> prefixes, ProbeRequest request, Instant now) {
        Stream<String> keys = prefixes.stream().flatMap(prefix -> targets.startingWith(prefix).stream());
        keys.forEach(text -> targets.find(text).ifPresent(target -> {
            Target wanted = target.requested(request, now);
            if (!wanted.equals(target)) {
                targets.put(TargetKey.parse(text), wanted);
            }
        }));
    }
}
