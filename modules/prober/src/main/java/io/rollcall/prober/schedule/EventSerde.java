package io.rollcall.prober.schedule;

import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Store values as JSON. What a newer version added is ignored; what cannot be read at all stops the prober. */
final class EventSerde {
    private EventSerde() {}

    static <T> Serde<T> of(Class<T> type) {
        EventCodec<T> codec = EventCodec.of(type);
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : codec.encode(value),
                (topic, bytes) -> bytes == null ? null : read(codec, topic, bytes));
    }

    private static <T> T read(EventCodec<T> codec, String topic, byte[] bytes) {
        Decoded<T> decoded = codec.decode(bytes);
        if (decoded instanceof Decoded.Event<T> event) {
            return event.value();
        }
        throw new UnreadableStateException(topic, ((Decoded.Unreadable<T>) decoded).reason());
    }
}
