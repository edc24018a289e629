package io.rollcall.replay.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.probe.ProbeRequest;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.registry.RegistryState;
import io.rollcall.contract.transition.Transition;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads records. Safe for use by several threads. */
public final class Facts {
    private static final EventCodec<ImageState> IMAGES = EventCodec.of(ImageState.class);
    private static final EventCodec<ProbeRequest> REQUESTS = EventCodec.of(ProbeRequest.class);
    private static final EventCodec<ProbeResult> RESULTS = EventCodec.of(ProbeResult.class);
    private static final EventCodec<RegistryState> REGISTRIES = EventCodec.of(RegistryState.class);
    private static final EventCodec<Transition> TRANSITIONS = EventCodec.of(Transition.class);
    private static final EventCodec<Alert> ALERTS = EventCodec.of(Alert.class);

    private Facts() {}

    /** What it says; never throws for what it reads. */
    public static Fact of(Entry entry) {
        return switch (entry.place().sort()) {
            case IMAGES -> image(entry);
            case REQUESTS -> read(entry, REQUESTS, Fact.Requested::new);
            case RESULTS -> result(entry);
            case REGISTRIES -> read(entry, REGISTRIES, Fact.Summed::new);
            case TRANSITIONS -> read(entry, TRANSITIONS, Fact.Decided::new);
            case ALERTS -> read(entry, ALERTS, Fact.Told::new);
        };
    }

    private static Fact image(Entry entry) {
        if (entry.value() != null) {
            return read(entry, IMAGES, (place, state) -> new Fact.Seen(place, state.key(), state));
        }
        Optional<ImageKey> key =
                Optional.ofNullable(entry.key()).flatMap(bytes -> ImageKey.parse(new String(bytes, UTF_8)));
        return key.<Fact>map(it -> new Fact.Seen(entry.place(), it, null))
                .orElseGet(() -> new Fact.Unreadable(entry.place(), "a tombstone without an image's key"));
    }

    private static Fact result(Entry entry) {
        byte[] value = entry.value();
        return Optional.ofNullable(value)
                .flatMap(ResultReader::read)
                .<Fact>map(result -> new Fact.Answered(entry.place(), result))
                .orElseGet(() -> read(entry, RESULTS, Fact.Answered::new));
    }

    private static <E> Fact read(Entry entry, EventCodec<E> codec, BiFunction<Place, E, Fact> fact) {
        Decoded<E> decoded = codec.decode(entry.value());
        if (decoded instanceof Decoded.Event<E> event) {
            return fact.apply(entry.place(), event.value());
        }
        return new Fact.Unreadable(entry.place(), ((Decoded.Unreadable<E>) decoded).reason());
    }
}
