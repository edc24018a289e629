package io.rollcall.watcher.rule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageState;

/** An object as the API server last showed it, ready to be published. Immutable. */
public final class Seen {
    private static final EventCodec<ImageState> CODEC = EventCodec.of(ImageState.class);

    private final Said said;
    private final byte[] value;

    private Seen(Said said, byte[] value) {
        this.said = said;
        this.value = value;
    }

    /** The object of this projection. */
    public static Seen of(ImageState state) {
        requireNonNull(state, "state is null");
        return new Seen(Said.of(state), CODEC.encode(state));
    }

    /** @return what it says */
    public Said said() {
        return said;
    }

    /** @return the record's value; not to be changed */
    public byte[] value() {
        return value;
    }

    @Override
    public String toString() {
        return "Seen[" + said + "]";
    }
}
