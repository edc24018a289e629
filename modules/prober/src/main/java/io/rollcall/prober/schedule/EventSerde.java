package io.rollcall.prober.schedule;

import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Stored values: packed, behind a byte that says so, or as JSON, which begins with a brace and which the first version wrote.
 * What cannot be read at all stops the prober.
 *
 * @param <T> the value's record
 */
final class EventSerde<T> {
    /** What a packed value begins with: the version of the form. A brace, {@code 0x7b}, it never is. */
    static final int VERSION = 1;

    private final EventCodec<T> json;
    private final Packed<T> packed;

    private EventSerde(Class<T> type, Packed<T> packed) {
        this.json = EventCodec.of(type);
        this.packed = packed;
    }

    /** Of values that are few: as JSON alone. */
    static <T> Serde<T> of(Class<T> type) {
        return new EventSerde<>(type, new Packed<T>() {
                    @Override
                    public boolean fits(T value) {
                        return false;
                    }

                    @Override
                    public void write(PackWriter out, T value) {
                        throw new UnsupportedOperationException(type + " has no packed form");
                    }

                    @Override
                    public T read(PackReader in) {
                        throw new IllegalArgumentException(type.getSimpleName() + " has no packed form");
                    }
                })
                .serde();
    }

    static Serde<Binding> bindings() {
        return new EventSerde<>(Binding.class, new PackedBinding()).serde();
    }

    static Serde<Target> targets() {
        return new EventSerde<>(Target.class, new PackedTarget()).serde();
    }

    private Serde<T> serde() {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : write(value),
                (topic, bytes) -> bytes == null ? null : read(topic, bytes));
    }

    private byte[] write(T value) {
        if (!packed.fits(value)) {
            return json.encode(value);
        }
        try {
            PackWriter out = new PackWriter().octet(VERSION);
            packed.write(out, value);
            return out.toBytes();
        } catch (ArithmeticException e) {
            return json.encode(value); // a time that no number of milliseconds reaches
        }
    }

    private T read(String topic, byte[] bytes) {
        if (bytes.length > 0 && bytes[0] == VERSION) {
            return unpack(topic, bytes);
        }
        Decoded<T> decoded = json.decode(bytes);
        if (decoded instanceof Decoded.Event<T> event) {
            return event.value();
        }
        throw new UnreadableStateException(topic, ((Decoded.Unreadable<T>) decoded).reason());
    }

    private T unpack(String topic, byte[] bytes) {
        try {
            PackReader in = new PackReader(bytes);
            in.octet();
            T value = packed.read(in);
            if (!in.isDone()) {
                throw new IllegalArgumentException("it goes on where it should end");
            }
            return value;
        } catch (RuntimeException e) {
            throw new UnreadableStateException(topic, "a packed value: " + e.getMessage());
        }
    }
}
