package io.rollcall.prober.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.probe.ProbeRequest;
import io.rollcall.contract.probe.ProbeResult;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** One owner of the scheduling task; the store outlives it. What a whole driver takes seconds for this does in a moment. */
final class Owner {
    private static final EventCodec<TargetCommand> COMMANDS = EventCodec.of(TargetCommand.class);
    private static final EventCodec<ProbeRequest> REQUESTS = EventCodec.of(ProbeRequest.class);
    private static final EventCodec<ProbeResult> RESULTS = EventCodec.of(ProbeResult.class);

    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    private final ScheduleProcessor processor;
    private final Parts parts;

    Owner(Parts parts, KeyValueStore<String, Target> store) {
        this.parts = parts;
        this.processor = new ScheduleProcessor(parts);
        if (!store.isOpen()) {
            store.init(context.getStateStoreContext(), store);
        }
        context.addStateStore(store);
        processor.init(context);
    }

    static KeyValueStore<String, Target> store() {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(Names.TARGETS), Serdes.String(), EventSerde.of(Target.class))
                .withCachingDisabled()
                .withLoggingDisabled()
                .build();
    }

    void command(TargetCommand command) {
        context.setRecordMetadata("commands", 0, 0);
        processor.process(new Record<>(new byte[0], COMMANDS.encode(command), 0));
    }

    void request(ProbeRequest request) {
        context.setRecordMetadata(parts.scheduling().topics().probeRequests().name(), 0, 0);
        processor.process(new Record<>(request.repository().getBytes(UTF_8), REQUESTS.encode(request), 0));
    }

    void tick() {
        context.scheduledPunctuators()
                .get(0)
                .getPunctuator()
                .punctuate(parts.clock().millis());
    }

    /** @return what it has answered since the last call */
    List<ProbeResult> results() {
        List<ProbeResult> results = context.forwarded().stream()
                .filter(it -> it.childName().filter(Names.RESULTS::equals).isPresent())
                .map(it ->
                        ((Decoded.Event<ProbeResult>) RESULTS.decode(it.record().value())).value())
                .toList();
        context.resetForwards();
        return results;
    }

    /** @return whether it has asked for a commit since the last call */
    boolean hasCommitted() {
        boolean committed = context.committed();
        context.resetCommit();
        return committed;
    }

    void close() {
        processor.close();
    }
}
