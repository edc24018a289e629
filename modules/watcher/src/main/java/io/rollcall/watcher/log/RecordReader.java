package io.rollcall.watcher.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.topics.Partitioning;
import io.rollcall.watcher.rule.Said;
import io.rollcall.watcher.rule.Seen;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records of the log. Never throws for what it reads. */
final class RecordReader {
    private static final EventCodec<ImageState> CODEC = EventCodec.of(ImageState.class);

    private final Objects objects;
    private final int partitions;

    RecordReader(Objects objects, int partitions) {
        this.objects = requireNonNull(objects, "objects is null");
        this.partitions = partitions;
    }

    /** @param echo the object that was published under this key with this value, and not read back yet */
    Reading read(ConsumerRecord<byte[], byte[]> entry, BiFunction<ImageKey, byte[], Optional<Seen>> echo) {
        Optional<ImageKey> parsed = Optional.ofNullable(entry.key()).flatMap(bytes -> ImageKey.parse(text(bytes)));
        if (parsed.isEmpty()) {
            return entry.value() == null
                    ? new Reading.Ignored("tombstone of no key")
                    : new Reading.Unreadable(parsed, "the key is not <plural>.<group>/<namespace>/<name>");
        }
        ImageKey key = parsed.get();
        Optional<Seen> own = echo.apply(key, entry.value());
        if (own.isPresent()) {
            return new Reading.Says(own.get().key(), own.get().said(), 0);
        }
        if (!objects.isOurs(key)) {
            return new Reading.Ignored("not watched here");
        }
        if (Partitioning.of(key.toString(), partitions) != entry.partition()) {
            return new Reading.Ignored("in another key's partition");
        }
        return entry.value() == null ? new Reading.Gone(key) : state(key, entry.value());
    }

    private static Reading state(ImageKey key, byte[] value) {
        Decoded<ImageState> decoded = CODEC.decode(value);
        if (decoded instanceof Decoded.Event<ImageState> event) {
            return event.value().key().equals(key)
                    ? new Reading.Says(
                            key, Said.of(event.value()), event.unknownFields().size())
                    : new Reading.Unreadable(
                            Optional.of(key),
                            "the value speaks of " + event.value().key());
        }
        return new Reading.Unreadable(Optional.of(key), ((Decoded.Unreadable<ImageState>) decoded).reason());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
