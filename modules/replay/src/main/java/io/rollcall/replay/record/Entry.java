package io.rollcall.replay.record;

import static java.util.Objects.requireNonNull;

/** A record as it stands on the bus. Its bytes are not to be changed. */
public final class Entry {
    private final Place place;
    private final byte[] key;
    private final byte[] value;

    Entry(Place place, byte[] key, byte[] value) {
        this.place = requireNonNull(place, "place is null");
        this.key = key;
        this.value = value;
    }

    /** Where it stands. */
    public Place place() {
        return place;
    }

    /** Null where it has none. */
    byte[] key() {
        return key;
    }

    /** Null for a tombstone. */
    byte[] value() {
        return value;
    }
}
