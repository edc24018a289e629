package io.rollcall.watcher.rule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;

/** An object as the API server last showed it, ready to be published. Immutable. */
public final class Seen {

    private static final EventCodec<ImageState> CODEC = EventCodec.of(ImageState.class);

    private final ImageKey key;
    private final Said said;
    private final Packing packing;
    private final byte[] value;

    private Seen(ImageKey key, ImageState state, byte[] value) {
        this.key = key;
        this.packing = Packing.AS_IS;
        this.value = value;
        this.said = Said.of(state, this);
    }

    private Seen(Seen plain, Packing packing) {
        this.key = plain.key;
        this.packing = packing;
        this.value = packing.pack(plain.value());
        this.said = plain.said.keptBy(this);
    }

    /** The object of this projection. */
    public static Seen of(ImageState state) {
        return of(shared(state.key()), state);
    }

    /** The same, under the state's key as {@link #shared} gave it. */
    public static Seen of(ImageKey shared, ImageState state) {
        return new Seen(requireNonNull(shared, "shared is null"), state, CODEC.encode(state));
    }

    /** The same key, with one text for all keys that have it in common. */
    public static ImageKey shared(ImageKey key) {
        return new ImageKey(key.kind().intern(), key.namespace().intern(), key.name());
    }

    Seen packed(Packing by) {
        return new Seen(this, by);
    }

    /** @return the object's key, always the same instance */
    public ImageKey key() {
        return key;
    }

    /** @return what it says, always the same instance */
    public Said said() {
        return said;
    }

    /** @return the record's value; not to be changed */
    public byte[] value() {
        return packing.unpack(value);
    }

    /** How many bytes its value takes here. */
    int room() {
        return value.length;
    }

    @Override
    public String toString() {
        return "Seen[" + said + "]";
    }
}
