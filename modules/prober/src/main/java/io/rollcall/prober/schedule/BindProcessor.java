package io.rollcall.prober.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.topics.Partitioning;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Which targets does an image ask about now? What changed goes on as commands, by registry/repository. */
final class BindProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private final Parts parts;
    private final EventCodec<ImageState> states = EventCodec.of(ImageState.class);
    private final EventCodec<TargetCommand> commands = EventCodec.of(TargetCommand.class);
    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<String, Binding> bindings;
    private DeadLetters deadLetters;
    private boolean marked;
    private boolean lost;

    BindProcessor(Parts parts) {
        this.parts = requireNonNull(parts, "parts is null");
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        bindings = context.getStateStore(Names.BINDINGS);
        deadLetters = new DeadLetters(parts.scheduling().cluster(), context, Names.BIND_DEAD_LETTERS, parts.meters());
        Binding sentinel = bindings.get(Sentinel.KEY);
        marked = sentinel != null;
        lost = marked ? Sentinel.isOfAnotherTopic(sentinel, parts.past()) : isGone();
        if (lost) {
            parts.past().lost("what task " + context.taskId() + " had stored or sent is gone");
        }
    }

    /** A version without sentinels left stores that are not empty, and whole. */
    private boolean isGone() {
        String images = parts.scheduling().topics().images().name();
        return bindings.approximateNumEntries() == 0
                && parts.past().hasRead(List.of(images), context.taskId().partition());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (lost) {
            return; // it will be read again, from the beginning
        }
        if (!marked) {
            bindings.put(Sentinel.KEY, Sentinel.of(parts.past()));
            marked = true;
        }
        Optional<ImageKey> key =
                record.key() == null ? Optional.empty() : ImageKey.parse(new String(record.key(), UTF_8));
        if (key.isEmpty() && record.value() == null) {
            // The watcher clears unreadable keys away; there is nothing to bind or to keep.
            return;
        }
        if (key.isEmpty()) {
            deadLetters.put(record, "the key is not <plural>.<group>/<namespace>/<name>");
        } else if (record.value() == null) {
            bind(key.get(), Optional.empty(), record.timestamp());
        } else {
            read(record, key.get());
        }
        if (parts.commits().isDue()) {
            context.commit();
        }
    }

    private void read(Record<byte[], byte[]> record, ImageKey key) {
        Decoded<ImageState> decoded = states.decode(record.value());
        if (decoded instanceof Decoded.Event<ImageState> event) {
            parts.meters().unknownFields(event.unknownFields().size());
            if (event.value().key().equals(key)) {
                bind(key, Optional.of(Binding.of(event.value())), record.timestamp());
            } else {
                deadLetters.put(record, "the key in the value is not the record's");
            }
        } else if (decoded instanceof Decoded.Unreadable<ImageState> unreadable) {
            deadLetters.put(record, unreadable.reason());
        }
    }

    private void bind(ImageKey key, Optional<Binding> now, long timestamp) {
        Optional<Binding> before = Optional.ofNullable(bindings.get(key.toString()));
        Optional<Binding> after = now.filter(binding -> !binding.asks().isEmpty());
        if (before.equals(after)) {
            return;
        }
        bindings.put(key.toString(), after.orElse(null));
        parts.commits().awaited();
        for (TargetCommand command : new BindingDiff(key, parts.clock().instant()).between(before, after)) {
            byte[] repository = Partitioning.repositoryKey(reference(command)).getBytes(UTF_8);
            context.forward(new Record<>(repository, commands.encode(command), timestamp), Names.COMMANDS_ENTRY);
        }
    }

    private static String reference(TargetCommand command) {
        return command instanceof TargetCommand.Unbind unbind
                ? unbind.reference()
                : ((TargetCommand.Bind) command).subscriber().ask().target();
    }
}
